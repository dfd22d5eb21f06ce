import { readFile } from 'node:fs/promises'
import type { Registry } from 'prom-client'
import { addReadMetric } from './metrics.ts'

/** The worker processes by name; the id is undefined while there is none. */
export type WorkerPids = () => readonly (readonly [name: string, pid: number | undefined])[]

/** Adds the memory of the worker processes, which only Linux reports for other processes. */
export function observeProcesses(registry: Registry, pids: WorkerPids): void {
  addReadMetric(
    registry,
    'duckrabbit_worker_resident_memory_bytes',
    'Memory of the worker processes, on Linux.',
    ['worker'],
    async () => {
      const known = pids().map(async ([worker, pid]) => {
        const value = await residentMemory(pid)
        return value === undefined ? [] : [{ labels: { worker }, value }]
      })
      return (await Promise.all(known)).flat()
    },
  )
}

/** Memory in bytes, or undefined if there is no such process or no way to ask. */
async function residentMemory(pid: number | undefined): Promise<number | undefined> {
  if (pid === undefined) return undefined
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024
}

import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where cgroups of version 1 are. */
const root = '/sys/fs/cgroup'

/**
 * Puts processes into a cgroup with limits. The returned function puts those that still run back. Needs cgroups of version 1 and
 * the right to write them.
 */
export function limitProcesses(
  controller: 'blkio' | 'memory',
  pids: readonly number[],
  limits: Readonly<Record<string, string>>,
): () => void {
  const group = join(root, controller, `duckrabbit-campaign-${process.pid}`)
  mkdirSync(group, { recursive: true })
  for (const [name, value] of Object.entries(limits)) writeFileSync(join(group, name), value)
  for (const pid of pids) writeFileSync(join(group, 'cgroup.procs'), String(pid))
  return () => {
    const left = readFileSync(join(group, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean)
    for (const pid of left) writeFileSync(join(root, controller, 'cgroup.procs'), pid)
    rmdirSync(group)
  }
}

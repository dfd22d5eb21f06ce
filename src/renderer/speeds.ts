import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Size } from '#src/pipeline/planes.ts'
import { replaceFile } from './replace-file.ts'

/** Seconds a row takes, by network and size. */
const book = z.record(z.string(), z.number().positive())

/** How fast this machine draws, learnt while it draws. */
export interface Speeds {
  /** Seconds of one row: as measured, or judged by the pixels from another size; undefined until something was measured. */
  secondsPerRow(network: string, size: Size): number | undefined
  record(network: string, size: Size, rows: number, seconds: number): void
  /** All that is known, to hand to another process. */
  entries(): Readonly<Record<string, number>>
  /** Writes what was learnt since, if there is a file to write to. */
  save(): Promise<void>
}

function keyOf(network: string, { width, height }: Size): string {
  return `${network} ${width}×${height}`
}

/** Speeds in memory, beginning with what is known. `path`: where `save` writes them. */
export function createSpeeds(known: Readonly<Record<string, number>> = {}, path?: string): Speeds {
  const perRow = new Map(Object.entries(known))
  let changed = false
  return {
    secondsPerRow(network, size) {
      const exact = perRow.get(keyOf(network, size))
      if (exact !== undefined) return exact
      for (const [key, seconds] of perRow) {
        const [, width, height] = /^(\d+)×(\d+)$/.exec(key.slice(network.length + 1)) ?? []
        if (!key.startsWith(`${network} `) || width === undefined || height === undefined) continue
        return (seconds * size.width * size.height) / (Number(width) * Number(height))
      }
      return undefined
    },
    record(network, size, rows, seconds) {
      const measured = seconds / rows
      if (!(measured > 0)) return
      const key = keyOf(network, size)
      const before = perRow.get(key)
      // A moving average over about five runs: follows a machine that gets busy, forgives one slow run.
      perRow.set(key, before === undefined ? measured : before + (measured - before) / 5)
      changed = true
    },
    entries: () => Object.fromEntries(perRow),
    async save() {
      if (!changed || path === undefined) return
      changed = false
      await replaceFile(path, JSON.stringify(Object.fromEntries(perRow)))
    },
  }
}

/** Speeds that an earlier run wrote to a file; where there is none, or it cannot be understood, they are learnt anew. */
export async function readSpeeds(path: string): Promise<Speeds> {
  try {
    return createSpeeds(book.parse(JSON.parse(await readFile(path, 'utf8'))), path)
  } catch {
    return createSpeeds({}, path)
  }
}

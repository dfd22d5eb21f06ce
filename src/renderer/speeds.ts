import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Size } from '#src/pipeline/planes.ts'
import { replaceFile } from '#src/replace-file.ts'

/** Seconds per row, by network and size. */
const book = z.record(z.string(), z.number().positive())

/** The speed of this machine, learnt while it draws. */
export interface Speeds {
  /** Seconds per row: measured, or estimated from another size in proportion to the pixels. Undefined until something was measured. */
  secondsPerRow(network: string, size: Size): number | undefined
  record(network: string, size: Size, rows: number, seconds: number): void
  /** Everything that was learnt, to pass to another process. */
  entries(): Readonly<Record<string, number>>
  /** Writes new measurements to the file, if there is one. */
  save(): Promise<void>
}

function keyOf(network: string, { width, height }: Size): string {
  return `${network} ${width}×${height}`
}

/** Keeps speeds in memory, starting from known ones. `save` writes them to `path`. */
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
      // A moving average over about five runs adapts to a machine that gets busy but tolerates one slow run.
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

/** Reads the speeds that an earlier run wrote to a file. If the file is missing or invalid, they are learnt from scratch. */
export async function readSpeeds(path: string): Promise<Speeds> {
  try {
    return createSpeeds(book.parse(JSON.parse(await readFile(path, 'utf8'))), path)
  } catch {
    return createSpeeds({}, path)
  }
}

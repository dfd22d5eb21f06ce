import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRenderer } from '#src/renderer/create-renderer.ts'

/**
 * Milliseconds that a row of the embedded model takes at 64 and at 256 px with two threads. Benchmarks measure it in the same run
 * as the time outside the network, so that other load on the machine affects both equally.
 */
export async function networkMs(): Promise<Readonly<Record<64 | 256, number>>> {
  const cacheDir = await mkdtemp(join(tmpdir(), 'duckrabbit-bench-'))
  try {
    const renderer = await createRenderer({
      modelDirs: [fileURLToPath(new URL('../models/duckling', import.meta.url))],
      device: 'cpu',
      threads: 2,
      memoryBudget: 4e9,
      cacheDir,
    })
    for (let seed = 0; seed < 2; seed++) {
      for await (const event of renderer.draw({ mode: 'generate', prompt: 'a red fox', seed, size: 256 }, new Map())) {
        void event
      }
    }
    const speeds = Object.entries(renderer.speeds.entries())
    await renderer.close()
    const at = (side: number): number =>
      1000 * (speeds.find(([key]) => key.endsWith(` ${side}×${side}`))?.[1] ?? Number.NaN)
    return { 64: at(64), 256: at(256) }
  } finally {
    await rm(cacheDir, { recursive: true, force: true })
  }
}

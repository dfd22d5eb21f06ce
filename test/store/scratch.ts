import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openStore, type StoreOptions } from '#src/store/open-store.ts'
import type { Store } from '#src/store/store.ts'

/** A folder that is gone after the test. */
export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'duckrabbit-store-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A store in a folder of its own, closed after the test; its time stands still until `time.now` is moved. */
export async function scratchStore(
  options: Partial<StoreOptions> = {},
): Promise<{ readonly store: Store; readonly dataDir: string; readonly time: { now: number } }> {
  const dataDir = options.dataDir ?? (await scratchFolder())
  const time = { now: Date.UTC(2026, 0, 1) }
  const store = await openStore({ dataDir, now: () => time.now, monotonic: () => time.now, ...options })
  onTestFinished(() => store.close())
  return { store, dataDir, time }
}

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

/** Where the rows of scratch stores are. Without `next` they are in files. */
const databases: { next: ((dataDir: string) => Promise<string>) | undefined } = { next: undefined }

/** Lets scratch stores have databases of a server, one a data folder, until the returned function is called. */
export function useDatabases(create: () => Promise<string>): () => void {
  const known = new Map<string, Promise<string>>()
  databases.next = (dataDir) => {
    const url = known.get(dataDir) ?? create()
    known.set(dataDir, url)
    return url
  }
  return () => (databases.next = undefined)
}

/** Opens the store of a folder, where scratch stores have their rows. The caller closes it. */
export async function openScratch(options: StoreOptions): Promise<Store> {
  return openStore({ ...options, databaseUrl: await databases.next?.(options.dataDir) })
}

/** A store in a folder of its own, closed after the test; its time stands still until `time.now` is moved. */
export async function scratchStore(
  options: Partial<StoreOptions> = {},
): Promise<{ readonly store: Store; readonly dataDir: string; readonly time: { now: number } }> {
  const dataDir = options.dataDir ?? (await scratchFolder())
  const time = { now: Date.UTC(2026, 0, 1) }
  const store = await openScratch({ dataDir, now: () => time.now, monotonic: () => time.now, ...options })
  onTestFinished(() => store.close())
  return { store, dataDir, time }
}

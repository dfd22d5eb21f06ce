import { readFile, rename, writeFile } from 'node:fs/promises'
import type { Clock } from '@duckrabbit/clock'
import type { World } from '../world-types.ts'
import { fingerprint, pack, unpack } from './history-snapshot.ts'

/** Stores the channel's messages between two starts, usually in a file. */
export interface HistoryFile {
  /** The bytes that were saved last, or null before the first save. */
  load(): Promise<Uint8Array | null>
  save(bytes: Uint8Array): Promise<void>
  /** Puts saved bytes that cannot be read out of the way. Returns where they are now, for the warning. */
  setAside(): Promise<string>
}

/** Hears of problems that do not stop the server: a sentence for people, and the cause. */
export type OnWarning = (sentence: string, cause: unknown) => void

/** Stores the messages in one file. A file that cannot be read is renamed, never deleted. */
export function historyFile(path: string): HistoryFile {
  return {
    load: () =>
      readFile(path).catch((error: unknown) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }),
    async save(bytes) {
      await writeFile(`${path}.partial`, bytes)
      await rename(`${path}.partial`, path)
    },
    async setAside() {
      await rename(path, `${path}.damaged`)
      return `${path}.damaged`
    },
  }
}

/** How often changed messages are saved, in milliseconds. */
const SAVE_INTERVAL = 30_000

interface HistorySaver {
  /** Saves a last time and stops. */
  close(): Promise<void>
}

/** Restores the saved messages and saves changes at intervals. A failed save is reported and tried again. */
export async function openHistory(
  world: World,
  file: HistoryFile | undefined,
  clock: Clock,
  onWarning: OnWarning,
): Promise<HistorySaver> {
  if (file === undefined) return { close: async () => {} }
  await restore(world, file, onWarning)
  let savedState = fingerprint(world)
  let saving = Promise.resolve()
  const saveChanges = async () => {
    const state = fingerprint(world)
    if (state === savedState) return
    try {
      await file.save(pack(world))
      savedState = state
    } catch (error) {
      onWarning('The messages of the local channel could not be saved. They are kept in memory.', error)
    }
  }
  // One after the other, so that an older state never overwrites a newer one.
  const save = () => (saving = saving.then(saveChanges))
  let cancel: () => void = () => {}
  const scheduleSave = () => {
    cancel = clock.after(SAVE_INTERVAL, () => {
      void save()
      scheduleSave()
    })
  }
  scheduleSave()
  return {
    async close() {
      cancel()
      await save()
    },
  }
}

async function restore(world: World, file: HistoryFile, onWarning: OnWarning): Promise<void> {
  const bytes = await file.load()
  if (bytes === null) return
  try {
    unpack(world, bytes)
  } catch (error) {
    const place = await file.setAside()
    onWarning(
      `The saved messages of the local channel cannot be read. They are in ${place}; the channel is empty.`,
      error,
    )
  }
}

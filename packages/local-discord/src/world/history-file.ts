import type { Clock } from '../clock.ts'
import type { World } from '../world-types.ts'
import { fingerprint, pack, unpack } from './history-snapshot.ts'

/** Stores the channel's messages between two starts, usually in a file. */
export interface HistoryFile {
  /** The bytes that were saved last, or null before the first save. */
  load(): Promise<Uint8Array | null>
  save(bytes: Uint8Array): Promise<void>
}

/** How often changed messages are saved, in milliseconds. */
const SAVE_INTERVAL = 30_000

export interface HistorySaver {
  /** Saves a last time and stops. */
  close(): Promise<void>
}

/** Restores the saved messages and saves changes at intervals. */
export async function openHistoryFile(
  world: World,
  file: HistoryFile | undefined,
  clock: Clock,
  onDefect: (error: unknown) => void,
): Promise<HistorySaver> {
  if (file === undefined) return { close: async () => {} }
  const bytes = await file.load()
  if (bytes !== null) unpack(world, bytes)
  let savedState = fingerprint(world)
  let saving = Promise.resolve()
  const save = () => {
    const state = fingerprint(world)
    if (state === savedState) return saving
    savedState = state
    const packed = pack(world)
    // One after the other, so that an older state never overwrites a newer one.
    saving = saving.then(() => file.save(packed)).catch(onDefect)
    return saving
  }
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

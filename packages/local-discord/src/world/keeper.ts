import type { Clock } from '../clock.ts'
import type { World } from '../world-types.ts'
import { type Keep, fingerprint, pack, unpack } from './keep.ts'

/** How often changed messages are saved, in milliseconds. */
const EVERY = 30_000

const nothing = () => {}

export interface Keeper {
  /** Saves a last time, and no more after that. */
  end(): Promise<void>
}

/** Brings back what was kept, and saves what changes from time to time. */
export async function startKeeper(
  world: World,
  keep: Keep | undefined,
  clock: Clock,
  onDefect: (error: unknown) => void,
): Promise<Keeper> {
  if (keep === undefined) return { end: async () => {} }
  const bytes = await keep.load()
  if (bytes !== null) unpack(world, bytes)
  let last = fingerprint(world)
  let saving = Promise.resolve()
  const save = () => {
    const now = fingerprint(world)
    if (now === last) return saving
    last = now
    const packed = pack(world)
    // One after the other, so that an older state never overwrites a newer one.
    saving = saving.then(() => keep.save(packed)).catch(onDefect)
    return saving
  }
  let cancel: () => void = nothing
  const again = () => {
    cancel = clock.after(EVERY, () => {
      void save()
      again()
    })
  }
  again()
  return {
    async end() {
      cancel()
      await save()
    },
  }
}

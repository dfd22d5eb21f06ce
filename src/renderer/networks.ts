import { UserError } from '#src/errors.ts'
import type { Size } from '#src/pipeline/planes.ts'
import type { Row, Text } from '#src/pipeline/predict.ts'
import type { BackendEncoder, BackendModel, BackendStage, EncodedText, Lease, Resident } from './backend.ts'
import { createBatcher, type Answered, type BatchNetwork } from './batcher.ts'
import type { Speeds } from './speeds.ts'
import type { TextCache } from './text-cache.ts'
import { bestEffort } from './best-effort.ts'
import { createMutex } from './mutex.ts'
import type { Activity } from '#src/renderer/activity.ts'

/** The networks of all models behind one device: batched, measured, and told about. */
export interface Networks {
  /** One step's rows of one job; other jobs' rows may go with them. */
  run(model: BackendModel, stage: number, rows: readonly Row[], signal?: AbortSignal): Promise<Answered>
  /** A job begins. Returns the way to say that it has ended. */
  join(): () => void
  /**
   * Looks the prompts up among those that were encoded before; `encode` does the rest.
   *
   * @throws UserError `no-text-encoder`
   */
  lookUp(model: BackendModel, prompts: readonly string[], clean: boolean): Promise<LookedUp>
  secondsPerRow(model: BackendModel, stage: number, size: Size): number | undefined
}

export interface LookedUp {
  /** Whether the text encoder must be loaded for it. */
  readonly needsLoading: boolean
  encode(): Promise<EncodedTexts>
}

/** What the drawing needs of texts, ready by prompt. */
export interface EncodedTexts {
  readonly texts: ReadonlyMap<string, Text>
  /** Whether some prompt was too long. */
  readonly truncated: boolean
  readonly seconds: number
  readonly loading: number
}

export interface NetworksOptions {
  readonly speeds: Speeds
  readonly textCache: TextCache
  /** Told before anything that blocks this thread; what it returns is waited for, so that word gets out first. */
  readonly onActivity: (activity: Activity) => void | Promise<void>
  /** Milliseconds from any start. */
  readonly now: () => number
}

/** Under which name the speed of a stage is kept: weights and device decide it. */
export function speedKeyOf({ fingerprint, device }: BackendModel, stage: number): string {
  return `${fingerprint}/${stage}@${device}`
}

export function createNetworks({ speeds, textCache, onActivity, now }: NetworksOptions): Networks {
  const batcher = createBatcher({ now })
  /** Two at once on one device would only take each other's memory. */
  const device = createMutex()
  const warm = new Set<string>()
  /** Made once for a network, since a step asks for it anew. */
  const made = new WeakMap<BackendStage, BatchNetwork>()

  /** Acquires a network, and says what loading it took. */
  async function acquire<Network>(resident: Resident<Network>): Promise<{ lease: Lease<Network>; loading: number }> {
    if (resident.loaded()) return { lease: await resident.acquire(), loading: 0 }
    await onActivity({ kind: 'loading' })
    const begun = now()
    const lease = await resident.acquire()
    return { lease, loading: (now() - begun) / 1000 }
  }

  function networkOf(model: BackendModel, stage: number): BatchNetwork {
    const resident = model.stages[stage]
    if (resident === undefined) throw new RangeError(`The model has no stage ${stage}`)
    const known = made.get(resident)
    if (known !== undefined) return known
    const key = speedKeyOf(model, stage)
    const network: BatchNetwork = {
      key,
      loaded: () => resident.loaded(),
      run: (rows) => device(() => answer(resident, key, rows)),
    }
    made.set(resident, network)
    return network
  }

  async function answer(resident: BackendStage, key: string, rows: readonly Row[]): Promise<Answered> {
    const size = rows[0]?.input
    if (size === undefined) throw new RangeError('A batch has at least one row')
    const { lease, loading } = await acquire(resident)
    try {
      const perRow = speeds.secondsPerRow(key, size)
      await onActivity({ kind: 'running', ...(perRow !== undefined && { expected: perRow * rows.length }) })
      const begun = now()
      const answers = await lease.network(rows)
      const seconds = (now() - begun) / 1000
      // The first run of a process at a size is slower than those that follow.
      const place = `${key} ${size.width}×${size.height}`
      if (perRow === undefined || warm.has(place)) speeds.record(key, size, rows.length, seconds)
      warm.add(place)
      return { answers, seconds, loading }
    } finally {
      lease.release()
      await onActivity({ kind: 'between' })
    }
  }

  /** Encodes what is missing and adds it to what was found. */
  async function encode(
    encoder: BackendEncoder,
    found: Map<string, EncodedText>,
    missing: ReadonlyMap<string, string>,
  ) {
    const { lease, loading } = await acquire(encoder)
    try {
      await onActivity({ kind: 'running' })
      const begun = now()
      const texts = await lease.network([...missing.values()])
      const seconds = (now() - begun) / 1000
      for (const [i, [prompt, prepared]] of [...missing].entries()) {
        const text = texts[i]
        if (text === undefined) throw new RangeError('The text encoder left a prompt out')
        found.set(prompt, text)
        await bestEffort('a text', () => textCache.put(encoder.id, prepared, text))
      }
      return { seconds, loading }
    } finally {
      lease.release()
      await onActivity({ kind: 'between' })
    }
  }

  return {
    run: (model, stage, rows, signal) => batcher.run(networkOf(model, stage), rows, signal),

    join: () => batcher.join(),

    async lookUp(model, prompts, clean) {
      const { encoder } = model
      if (encoder === null) throw noEncoder(model.name)
      const found = new Map<string, EncodedText>()
      const missing = new Map<string, string>()
      const lookUps = prompts.map(async (prompt) => {
        const prepared = encoder.prepare(prompt, clean)
        return { prompt, prepared, text: await textCache.get(encoder.id, prepared) }
      })
      for (const { prompt, prepared, text } of await Promise.all(lookUps)) {
        if (text === undefined) missing.set(prompt, prepared)
        else found.set(prompt, text)
      }
      return {
        needsLoading: missing.size > 0 && !encoder.loaded(),
        async encode() {
          const none = { seconds: 0, loading: 0 }
          const spent = missing.size === 0 ? none : await device(() => encode(encoder, found, missing))
          const texts = new Map<string, Text>(found)
          return { texts, truncated: [...found.values()].some(({ truncated }) => truncated), ...spent }
        },
      }
    },

    secondsPerRow: (model, stage, size) => speeds.secondsPerRow(speedKeyOf(model, stage), size),
  }
}

/** For a model that cannot read. */
function noEncoder(model: string): UserError {
  return new UserError('no-text-encoder', `The model ${model} has no text encoder; put one into its folder.`, { model })
}

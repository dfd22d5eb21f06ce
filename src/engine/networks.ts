import { UserError } from '#src/errors.ts'
import type { Size } from '#src/pipeline/planes.ts'
import type { Row, Text } from '#src/pipeline/predict.ts'
import type { BackendModel, EncodedText, Lease, Resident } from './backend.ts'
import { createBatcher, type Answered } from './batcher.ts'
import type { Speeds } from './speeds.ts'
import type { TextCache } from './text-cache.ts'
import { createTurnstile } from './turnstile.ts'
import type { Activity } from './watchdog.ts'

/** The networks of all models behind one device: batched, measured, and told about. */
export interface Networks {
  /** One step's rows of one job; other jobs' rows may go with them. */
  run(model: BackendModel, stage: number, rows: readonly Row[], signal?: AbortSignal): Promise<Answered>
  /** Whether `encode` would have to load the text encoder first. */
  textsNeedLoading(model: BackendModel, prompts: readonly string[], clean: boolean): Promise<boolean>
  /**
   * @throws UserError `no-text-encoder`
   */
  encode(model: BackendModel, prompts: readonly string[], clean: boolean): Promise<EncodedTexts>
  secondsPerRow(model: BackendModel, stage: number, size: Size): number | undefined
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
  const device = createTurnstile()
  const warm = new Set<string>()

  /** Acquires a network, and says what loading it took. */
  async function acquire<Network>(resident: Resident<Network>): Promise<{ lease: Lease<Network>; loading: number }> {
    if (resident.loaded()) return { lease: await resident.acquire(), loading: 0 }
    await onActivity({ kind: 'loading' })
    const begun = now()
    const lease = await resident.acquire()
    return { lease, loading: (now() - begun) / 1000 }
  }

  async function answer(model: BackendModel, stage: number, rows: readonly Row[]): Promise<Answered> {
    const resident = model.stages[stage]
    const size = rows[0]?.input
    if (resident === undefined || size === undefined) throw new RangeError(`The model has no stage ${stage}`)
    const { lease, loading } = await acquire(resident)
    try {
      const key = speedKeyOf(model, stage)
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

  async function cached(model: BackendModel, prompts: readonly string[], clean: boolean) {
    const found = new Map<string, EncodedText>()
    const { encoder } = model
    if (encoder === null) throw noEncoder(model.name)
    for (const prompt of prompts) {
      const text = await textCache.get(encoder.id, encoder.prepare(prompt, clean))
      if (text !== undefined) found.set(prompt, text)
    }
    return { encoder, found, missing: prompts.filter((prompt) => !found.has(prompt)) }
  }

  return {
    run: (model, stage, rows, signal) =>
      batcher.run(
        {
          key: speedKeyOf(model, stage),
          loaded: () => model.stages[stage]?.loaded() ?? false,
          run: (rows) => device(() => answer(model, stage, rows)),
        },
        rows,
        signal,
      ),

    async textsNeedLoading(model, prompts, clean) {
      const { encoder, missing } = await cached(model, prompts, clean)
      return missing.length > 0 && !encoder.loaded()
    },

    async encode(model, prompts, clean) {
      const { encoder, found, missing } = await cached(model, prompts, clean)
      let seconds = 0
      let loading = 0
      if (missing.length > 0) {
        const prepared = missing.map((prompt) => encoder.prepare(prompt, clean))
        await device(async () => {
          const acquired = await acquire(encoder)
          loading = acquired.loading
          try {
            await onActivity({ kind: 'running' })
            const begun = now()
            const texts = await acquired.lease.network(prepared)
            seconds = (now() - begun) / 1000
            for (const [i, text] of texts.entries()) {
              found.set(missing[i] ?? '', text)
              await textCache.put(encoder.id, prepared[i] ?? '', text)
            }
          } finally {
            acquired.lease.release()
            await onActivity({ kind: 'between' })
          }
        })
      }
      const texts = new Map<string, Text>(found)
      return { texts, truncated: [...found.values()].some(({ truncated }) => truncated), seconds, loading }
    },

    secondsPerRow: (model, stage, size) => speeds.secondsPerRow(speedKeyOf(model, stage), size),
  }
}

/** For a model that cannot read. */
function noEncoder(model: string): UserError {
  return new UserError('no-text-encoder', `The model ${model} has no text encoder; put one into its folder.`, { model })
}

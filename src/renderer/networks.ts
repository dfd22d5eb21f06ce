import { UserError } from '#src/errors.ts'
import type { Size } from '#src/pipeline/planes.ts'
import type { Row, Text } from '#src/pipeline/predict.ts'
import type { BackendEncoder, BackendModel, BackendStage, EncodedText, Lease, Resident } from './backend.ts'
import { type BatchAnswers, type Batcher, type BatchNetwork, createBatcher } from './batcher.ts'
import type { Speeds } from './speeds.ts'
import type { TextCache } from './text-cache.ts'
import { bestEffort } from './best-effort.ts'
import { createMutex } from './mutex.ts'
import type { Activity } from '#src/renderer/activity.ts'

/** The networks of all models behind one device. Runs are batched and measured, and the engine reports them. */
export interface Networks {
  /** Runs one step's rows of one job, perhaps together with other jobs' rows. */
  run(model: BackendModel, stage: number, rows: readonly Row[], signal?: AbortSignal): Promise<BatchAnswers>
  /** Runs another network than those that draw, alone on the device. */
  runAlone<Network, Answer>(
    resident: Resident<Network>,
    work: (network: Network) => Promise<Answer>,
  ): Promise<{ readonly answer: Answer } & SpentSeconds>
  /** A job begins. The returned function ends it. */
  join(): () => void
  /**
   * Looks up prompts that were encoded before. `encode` encodes the others.
   *
   * @throws UserError `no-text-encoder`
   */
  lookUp(model: BackendModel, prompts: readonly string[], clean: boolean): Promise<TextLookUp>
  /**
   * Encodes texts between two runs of other networks, if the text encoder is in memory: null if it is not, since nothing
   * is loaded for it.
   */
  encodeIfLoaded(model: BackendModel, prompts: readonly string[]): Promise<readonly EncodedText[] | null>
  secondsPerRow(model: BackendModel, stage: number, size: Size): number | undefined
}

/** Seconds inside a network, and seconds of loading it. */
export interface SpentSeconds {
  readonly seconds: number
  readonly loading: number
}

export interface TextLookUp {
  /** Whether the text encoder must be loaded for it. */
  readonly needsLoading: boolean
  encode(): Promise<EncodedTexts>
}

/** The texts that a drawing needs, by prompt. */
export interface EncodedTexts extends SpentSeconds {
  readonly texts: ReadonlyMap<string, Text>
  /** Whether some prompt was too long. */
  readonly truncated: boolean
}

export interface NetworksOptions {
  readonly speeds: Speeds
  readonly textCache: TextCache
  /** Called before anything that blocks this thread. Its promise is awaited, so that the message gets out first. */
  readonly onActivity: (activity: Activity) => void | Promise<void>
  /** A clock in milliseconds; its zero is arbitrary. */
  readonly now: () => number
}

/** The key of a stage's speed, which depends on weights and device. */
export function speedKeyOf({ fingerprint, device }: BackendModel, stage: number): string {
  return `${fingerprint}/${stage}@${device}`
}

export function createNetworks(options: NetworksOptions): Networks {
  return new DeviceNetworks(options)
}

class DeviceNetworks implements Networks {
  readonly #options: NetworksOptions
  readonly #batcher: Batcher
  /** Only one network runs at a time: two on one device would compete for its memory. */
  readonly #device = createMutex()
  /** The networks and sizes that have run in this process. */
  readonly #warm = new Set<string>()
  /** Created once per network, since every step needs it. */
  readonly #batchNetworks = new WeakMap<BackendStage, BatchNetwork>()

  constructor(options: NetworksOptions) {
    this.#options = options
    this.#batcher = createBatcher({ now: options.now })
  }

  run(model: BackendModel, stage: number, rows: readonly Row[], signal?: AbortSignal): Promise<BatchAnswers> {
    return this.#batcher.run(this.#networkOf(model, stage), rows, signal)
  }

  runAlone<Network, Answer>(resident: Resident<Network>, work: (network: Network) => Promise<Answer>) {
    return this.#device(() => this.#use(resident, {}, work))
  }

  join(): () => void {
    return this.#batcher.join()
  }

  secondsPerRow(model: BackendModel, stage: number, size: Size): number | undefined {
    return this.#options.speeds.secondsPerRow(speedKeyOf(model, stage), size)
  }

  async lookUp(model: BackendModel, prompts: readonly string[], clean: boolean): Promise<TextLookUp> {
    const { encoder } = model
    if (encoder === null) throw noEncoder(model.name)
    const found = new Map<string, EncodedText>()
    const missing = new Map<string, string>()
    const lookUps = prompts.map(async (prompt) => {
      const prepared = encoder.prepare(prompt, clean)
      return { prompt, prepared, text: await this.#options.textCache.get(encoder.id, prepared) }
    })
    for (const { prompt, prepared, text } of await Promise.all(lookUps)) {
      if (text === undefined) missing.set(prompt, prepared)
      else found.set(prompt, text)
    }
    return {
      needsLoading: missing.size > 0 && !encoder.loaded(),
      encode: async () => {
        const none = { seconds: 0, loading: 0 }
        const spent = missing.size === 0 ? none : await this.#encode(encoder, found, missing)
        const texts = new Map<string, Text>(found)
        return { texts, truncated: [...found.values()].some(({ truncated }) => truncated), ...spent }
      },
    }
  }

  async encodeIfLoaded({ encoder }: BackendModel, prompts: readonly string[]): Promise<readonly EncodedText[] | null> {
    if (encoder?.loaded() !== true) return null
    return this.#device(async () => {
      // While this waited, the encoder may have made room for another network.
      if (!encoder.loaded()) return null
      const prepared = prompts.map((prompt) => encoder.prepare(prompt, false))
      return (await this.#use(encoder, {}, (network) => network(prepared))).answer
    })
  }

  #networkOf(model: BackendModel, stage: number): BatchNetwork {
    const resident = model.stages[stage]
    if (resident === undefined) throw new RangeError(`The model has no stage ${stage}`)
    const known = this.#batchNetworks.get(resident)
    if (known !== undefined) return known
    const key = speedKeyOf(model, stage)
    const network: BatchNetwork = {
      key,
      loaded: () => resident.loaded(),
      run: (rows) => this.#device(() => this.#runBatch(resident, key, rows)),
    }
    this.#batchNetworks.set(resident, network)
    return network
  }

  async #runBatch(resident: BackendStage, key: string, rows: readonly Row[]): Promise<BatchAnswers> {
    const { speeds } = this.#options
    const size = rows[0]?.input
    if (size === undefined) throw new RangeError('A batch has at least one row')
    const perRow = speeds.secondsPerRow(key, size)
    const expected = perRow === undefined ? {} : { expected: perRow * rows.length }
    const { answer, seconds, loading } = await this.#use(resident, { rows: rows.length, ...expected }, (network) =>
      network(rows),
    )
    // The first run of a process at a size is slower than those that follow.
    const networkAndSize = `${key} ${size.width}×${size.height}`
    if (perRow === undefined || this.#warm.has(networkAndSize)) speeds.record(key, size, rows.length, seconds)
    this.#warm.add(networkAndSize)
    return { answers: answer, seconds, loading }
  }

  /** Encodes the missing texts and adds them to those that were found. */
  async #encode(encoder: BackendEncoder, found: Map<string, EncodedText>, missing: ReadonlyMap<string, string>) {
    const { answer: texts, ...spent } = await this.runAlone(encoder, (network) => network([...missing.values()]))
    for (const [i, [prompt, prepared]] of [...missing].entries()) {
      const text = texts[i]
      if (text === undefined) throw new RangeError('The text encoder left a prompt out')
      found.set(prompt, text)
      await bestEffort('a text', () => this.#options.textCache.put(encoder.id, prepared, text))
    }
    return spent
  }

  /** Loads a network if necessary and works with it, while the caller has the device. */
  async #use<Network, Answer>(
    resident: Resident<Network>,
    activity: Omit<Extract<Activity, { kind: 'running' }>, 'kind'>,
    work: (network: Network) => Promise<Answer>,
  ): Promise<{ readonly answer: Answer } & SpentSeconds> {
    const { onActivity } = this.#options
    const { lease, loading } = await this.#acquire(resident)
    try {
      await onActivity({ kind: 'running', ...activity })
      const begun = this.#options.now()
      const answer = await work(lease.network)
      return { answer, seconds: (this.#options.now() - begun) / 1000, loading }
    } finally {
      lease.release()
      await onActivity({ kind: 'between' })
    }
  }

  /** Acquires a network and measures the seconds of loading it. */
  async #acquire<Network>(resident: Resident<Network>): Promise<{ lease: Lease<Network>; loading: number }> {
    if (resident.loaded()) return { lease: await resident.acquire(), loading: 0 }
    await this.#options.onActivity({ kind: 'loading' })
    const begun = this.#options.now()
    const lease = await resident.acquire()
    return { lease, loading: (this.#options.now() - begun) / 1000 }
  }
}

/** The error for a model without a text encoder. */
function noEncoder(model: string): UserError {
  return new UserError('no-text-encoder', `The model ${model} has no text encoder; put one into its folder.`, { model })
}

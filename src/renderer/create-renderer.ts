import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { UserError } from '#src/errors.ts'
import { makeFolder } from '#src/make-folder.ts'
import { createArrayPool } from '#src/pipeline/array-pool.ts'
import { resolve } from '#src/requests/resolve.ts'
import { modeOf } from '#src/requests/draw-request.ts'
import type { BackendModel, OpenBackend } from './backend.ts'
import { capacityOf } from './capacity.ts'
import { draw } from './draw.ts'
import { createNetworks, speedKeyOf } from './networks.ts'
import type { ModelFacts } from '#src/engine/protocol.ts'
import { readSpeeds, type Speeds } from './speeds.ts'
import type { Renderer, RendererSettings } from './renderer.ts'
import { createTextLikeness } from './text-likeness.ts'
import { createTextCache, withMemoryCache } from './text-cache.ts'
import { bestEffort } from './best-effort.ts'
import { strengthenForSketch } from './sketch-strength.ts'
import type { Activity } from '#src/renderer/activity.ts'

export interface RendererOptions {
  /** Provides the networks. Default: model folders, run by ONNX Runtime. */
  readonly openBackend?: OpenBackend
  /** Called with the thread's next activity. Its promise is awaited. */
  readonly onActivity?: (activity: Activity) => void | Promise<void>
  /** Called when a model is opened for the first time. */
  readonly onModel?: (model: ModelFacts, preferred: boolean) => void
  /** Draws a seed for requests without one. Default: random, below 2^32. */
  readonly drawSeed?: () => number
  /** A clock in milliseconds; its zero is arbitrary. Default: the monotonic clock. */
  readonly now?: () => number
}

/** A renderer that also offers the facts that its process reports to the bot. */
export interface EngineRenderer extends Renderer {
  readonly speeds: Speeds
  /** The names of the models whose networks are in memory, some of them at least. */
  loaded(): readonly string[]
  /** Opens the preferred model before the first request. A `UserError` is printed and thrown again on the first drawing. */
  prepare(): Promise<void>
  /** How alike texts are by the text encoder of the preferred model, if it is in memory; see `TextLikeness`. */
  likeness(texts: readonly string[], others: readonly string[]): Promise<readonly (readonly number[])[] | null>
  /** The number of jobs that are worth running at once on the preferred model's device; undefined until known. See `capacityOf`. */
  capacity(): Promise<number | undefined>
}

/** Opens a renderer. It looks for models but loads nothing before the first request. */
export async function createRenderer(
  settings: RendererSettings,
  options: RendererOptions = {},
): Promise<EngineRenderer> {
  const { onActivity = () => undefined, onModel, drawSeed = () => randomInt(2 ** 32), now = monotonic } = options
  await bestEffort('the cache', () => makeFolder(settings.cacheDir))
  const speeds = await readSpeeds(join(settings.cacheDir, 'speeds.json'))
  const textCache = withMemoryCache(createTextCache({ folder: join(settings.cacheDir, 'texts') }))
  const networks = createNetworks({ speeds, textCache, onActivity, now })
  const openBackend = options.openBackend ?? (await import('./model-backend.ts')).openBackend
  const likeness = createTextLikeness(networks)
  const backend = await openBackend(settings)
  const pool = createArrayPool()
  const opened = new Map<string, BackendModel>()
  let preferred: BackendModel | undefined

  async function open(name: string | undefined): Promise<BackendModel> {
    const model = await backend.open(name ?? settings.model)
    const isPreferred = name === undefined || name === settings.model
    if (isPreferred) preferred = model
    if (!opened.has(model.fingerprint)) {
      opened.set(model.fingerprint, model)
      const { name, device, profile } = model
      const speedKeys = model.stages.map((_, stage) => speedKeyOf(model, stage))
      const subjects = [...(model.encoder?.reader?.subjects ?? [])]
      onModel?.({ name, device, profile, speedKeys, subjects }, isPreferred)
    }
    return model
  }

  return {
    speeds,

    async *draw(request, pictures, options = {}) {
      const model = await open(modeOf(request).settings(request).model)
      const { request: asked, notices } = await strengthenForSketch(request, pictures)
      const resolved = resolve(asked, model.profile, drawSeed)
      const leave = networks.join()
      try {
        yield* draw({ request: resolved, pictures, notices, options, model, networks, pool, now })
      } finally {
        leave()
        await bestEffort('speeds', () => speeds.save())
      }
    },

    async prepare() {
      try {
        await open(undefined)
      } catch (error) {
        if (!(error instanceof UserError)) throw error
        console.error(error.message)
      }
    },

    loaded: () =>
      [...opened.values()].filter(({ stages }) => stages.some((stage) => stage.loaded())).map(({ name }) => name),

    likeness: async (texts, others) => (preferred === undefined ? null : likeness(preferred, texts, others)),

    async capacity() {
      return preferred && capacityOf(preferred, networks, settings.cacheDir)
    },

    close: () => backend.close(),
  }
}

function monotonic(): number {
  return performance.now()
}

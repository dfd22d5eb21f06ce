import { randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '#src/errors.ts'
import { makeFolder } from '#src/make-folder.ts'
import { createArrayPool } from '#src/pipeline/array-pool.ts'
import { resolve } from '#src/requests/resolve.ts'
import { modeOf } from '#src/requests/draw-request.ts'
import type { BackendModel, OpenBackend } from './backend.ts'
import { measureCapacity } from './measure-capacity.ts'
import { draw } from './draw.ts'
import { createNetworks, speedKeyOf } from './networks.ts'
import type { ModelFacts } from '#src/engine/protocol.ts'
import { replaceFile } from './replace-file.ts'
import { readSpeeds, type Speeds } from './speeds.ts'
import type { Renderer, RendererSettings } from './renderer.ts'
import { createTextCache, remembering } from './text-cache.ts'
import { bestEffort } from './best-effort.ts'
import type { Activity } from '#src/renderer/activity.ts'

export interface RendererOptions {
  /** Where networks come from. Default: model folders, run by ONNX Runtime. */
  readonly openBackend?: OpenBackend
  /** Told what this thread is about to do; a promise is waited for. */
  readonly onActivity?: (activity: Activity) => void | Promise<void>
  /** A model was opened for the first time. */
  readonly onModel?: (model: ModelFacts, preferred: boolean) => void
  /** Asked for requests without a seed. Default: by chance, below 2^32. */
  readonly drawSeed?: () => number
  /** Milliseconds from any start. Default: the monotonic clock. */
  readonly now?: () => number
}

/** The renderer with what its process needs of it. */
export interface EngineRenderer extends Renderer {
  readonly speeds: Speeds
  /** Opens the preferred model ahead of the first request; what is wrong with it is told to whoever draws. */
  prepare(): Promise<void>
  /** How many jobs at once pay here: one on a CPU, else known from before, or measured now if a network is loaded; undefined if not. */
  capacity(): Promise<number | undefined>
}

/** Opens a renderer. Models are looked for, but nothing is loaded before the first request. */
export async function createRenderer(
  settings: RendererSettings,
  options: RendererOptions = {},
): Promise<EngineRenderer> {
  const { onActivity = () => undefined, onModel, drawSeed = () => randomInt(2 ** 32), now = monotonic } = options
  await bestEffort('the cache', () => makeFolder(settings.cacheDir))
  const speeds = await readSpeeds(join(settings.cacheDir, 'speeds.json'))
  const textCache = remembering(createTextCache({ folder: join(settings.cacheDir, 'texts') }))
  const networks = createNetworks({ speeds, textCache, onActivity, now })
  const openBackend = options.openBackend ?? (await import('./model-backend.ts')).openBackend
  const backend = await openBackend(settings)
  const pool = createArrayPool()
  const told = new Set<string>()
  let preferred: BackendModel | undefined

  async function open(name: string | undefined): Promise<BackendModel> {
    const model = await backend.open(name ?? settings.model)
    const isPreferred = name === undefined || name === settings.model
    if (isPreferred) preferred = model
    if (!told.has(model.fingerprint)) {
      told.add(model.fingerprint)
      const { name, device, profile } = model
      const speedKeys = model.stages.map((_, stage) => speedKeyOf(model, stage))
      onModel?.({ name, device, profile, speedKeys }, isPreferred)
    }
    return model
  }

  return {
    speeds,

    async *draw(request, pictures, options = {}) {
      const model = await open(modeOf(request).settings(request).model)
      const resolved = resolve(request, model.profile, drawSeed)
      const leave = networks.join()
      try {
        yield* draw({ request: resolved, pictures, options, model, networks, pool, now })
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

    async capacity() {
      if (preferred === undefined) return undefined
      // One job has all the cores already; measured on a busy machine, two could seem to pay.
      if (preferred.device === 'cpu') return 1
      const path = join(settings.cacheDir, `capacity-${preferred.fingerprint}-${preferred.device}.json`)
      const known = await readCapacity(path)
      if (known !== undefined) return known
      if (preferred.stages[0]?.loaded() !== true) return undefined
      const parallel = await measure(preferred)
      await bestEffort('capacity', () => replaceFile(path, JSON.stringify({ parallel })))
      return parallel
    },

    close: () => backend.close(),
  }

  /** With rows of the first stage, empty of meaning: the work is the same. */
  async function measure(model: BackendModel): Promise<number> {
    const size = model.stages[0]?.description.size
    const text = (await (await networks.lookUp(model, [''], false)).encode()).texts.get('')
    if (size === undefined || text === undefined) return 1
    const input = { data: new Float32Array(3 * size.height * size.width), channels: 3, ...size }
    return measureCapacity(async (count) => {
      const rows = Array.from({ length: count }, () => ({ input, timestep: 500, text }))
      return (await networks.run(model, 0, rows)).seconds
    })
  }
}

async function readCapacity(path: string): Promise<number | undefined> {
  try {
    return z.object({ parallel: z.int().min(1) }).parse(JSON.parse(await readFile(path, 'utf8'))).parallel
  } catch {
    // Not measured yet, or not readable: it is measured again.
    return undefined
  }
}

function monotonic(): number {
  return performance.now()
}

import { setImmediate as nextTurn } from 'node:timers/promises'
import { encodePng } from '#src/image/encode.ts'
import { strip } from '#src/image/strip.ts'
import { type Engine, EngineStopped } from '#src/engine/engine.ts'
import type { EncodedPicture, EngineEvent } from '#src/renderer/events.ts'
import type { DrawRequest, ResolvedDrawing, ResolvedRequest } from '#src/requests/draw-request.ts'
import type { Recipe } from '#src/requests/recipe.ts'
import { resolve } from '#src/requests/resolve.ts'
import { pictureSeed } from '#src/pipeline/picture-seed.ts'
import { noTimings } from './no-timings.ts'

const profile = { name: 'duckling', stages: [{ steps: 4 }, { steps: 2 }] }

/** A picture of one colour, which the seed decides. */
export function colour(seed: number, edge: number): Promise<EncodedPicture> {
  const key = `${seed % 16} ${edge}`
  const known = palette.get(key) ?? painted(seed % 16, edge)
  palette.set(key, known)
  return known
}

const palette = new Map<string, Promise<EncodedPicture>>()

function painted(seed: number, edge: number): Promise<EncodedPicture> {
  const data = new Uint8Array(edge * edge * 4)
  for (let i = 0; i < data.length; i += 4) data.set([(seed * 37) % 256, (seed * 91) % 256, (seed * 53) % 256, 255], i)
  // Every seed is a picture of its own, down to its bytes.
  data.set([seed & 255, (seed >> 8) & 255, (seed >> 16) & 255], 0)
  return encodePng({ width: edge, height: edge, data })
}

let steps: Promise<EncodedPicture> | undefined

/** The strip of every picture: a light and a dark step. */
async function paintedSteps(): Promise<EncodedPicture> {
  const plain = (value: number) => ({
    data: new Float32Array(3 * 64 * 64).fill(value),
    channels: 3,
    height: 64,
    width: 64,
  })
  const both = [0.9, -0.9].map((value, index) => ({ timestep: 9 - index, x: plain(value), estimate: plain(-value) }))
  return encodePng(await strip(both))
}

function drawingsOf(resolved: ResolvedRequest): readonly ResolvedDrawing[] {
  if (resolved.mode === 'compare') return resolved.cells.flat()
  if (resolved.mode !== 'edit') return [resolved]
  return resolved.strengths.map((strength) => ({ ...resolved, strengths: [strength] }))
}

export interface ScriptedEngine extends Engine {
  /** Ids in the order in which they were begun. */
  readonly begun: readonly string[]
  /** How many are being drawn. */
  readonly running: number
  /** From now on every drawing waits before its step `step` (0: before anything) until `release`. */
  hold(step?: number): void
  release(): void
  /** Nothing that is being drawn ever goes on: its process is gone. */
  freeze(): void
  /** What the next drawings do instead of finishing. */
  failWith(error: Error | undefined): void
  /** The next finished pictures are these bytes. */
  paint(bytes: Uint8Array | undefined): void
}

/** An engine that draws plain colours at once, or when the test lets it: the network alone is a stub. */
export function scriptedEngine(
  options: { readonly seconds?: number; readonly parallel?: number } = {},
): ScriptedEngine {
  const begun: string[] = []
  let running = 0
  let gate: { readonly step: number; readonly opened: Promise<void>; readonly open: () => void } | undefined
  let failure: Error | undefined
  let paint: Uint8Array | undefined
  let stopped = false
  let frozen = false

  async function* draw(
    id: string,
    request: DrawRequest,
    _: unknown,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): AsyncGenerator<EngineEvent, void, undefined> {
    begun.push(id)
    running += 1
    try {
      const wait = async (step: number): Promise<void> => {
        await nextTurn()
        if (frozen) await new Promise(() => {})
        if (gate !== undefined && step >= gate.step) {
          await Promise.race([
            gate.opened,
            new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason), { once: true })),
          ])
        }
        signal?.throwIfAborted()
        if (frozen) await new Promise(() => {})
        if (stopped) throw new EngineStopped('The engine was stopped')
      }
      const resolved = resolve(request, profile, () => 1)
      // A comparison is a drawing a cell, a strength sweep one a strength.
      const cells = drawingsOf(resolved)
      const [first] = cells
      if (first === undefined) throw new Error('a comparison of nothing')
      const { size, stageTwo } = first
      const drawings = cells.flatMap((cell) => Array.from({ length: cell.count }, (_, index) => ({ cell, index })))
      const count = drawings.length
      const stages = [
        { name: 'stage I', width: 64, height: 64, steps: 4, seconds: null },
        ...(stageTwo === undefined ? [] : [{ name: 'stage II', width: 256, height: 256, steps: 2, seconds: null }]),
      ]
      const each = stages.reduce((sum, { steps }) => sum + steps, 0)
      const long = 'prompt' in first && first.prompt.length > 500
      await wait(0)
      yield {
        type: 'started',
        model: 'duckling',
        request: resolved,
        count,
        stages,
        total: each * count,
        notices: long ? ['The prompt is too long.'] : [],
      }
      if (failure !== undefined) throw failure
      let done = 0
      const recipeOf = (request: ResolvedRequest, picture: number, own: number): Recipe => ({
        version: 1,
        request,
        picture,
        seed: own,
        model: { name: 'duckling', fingerprint: 'stub' },
        duckrabbit: '0.1.0',
        device: 'cpu',
      })
      for (const [picture, { cell, index }] of drawings.entries()) {
        const own = pictureSeed(cell.seed, index)
        for (const [stage, { steps }] of stages.entries()) {
          for (let step = 1; step <= steps; step += 1) {
            await wait(step)
            done += 1
            const preview = await colour(own + step, 64)
            yield { type: 'step', picture, stage, step, steps, done, total: each * count, timestep: 10, preview }
          }
        }
        const plain = await painted(own, size)
        const file = paint === undefined ? plain : { ...plain, bytes: paint }
        yield {
          type: 'picture',
          picture,
          seed: own,
          recipe: recipeOf(cell, picture, own),
          file,
          strip: await (steps ??= paintedSteps()),
        }
      }
      if (resolved.mode === 'compare' || resolved.mode === 'denoise' || cells.length > 1) {
        const recipe = recipeOf(resolved, 0, first.seed)
        yield { type: 'sheet', seed: first.seed, recipe, file: await painted(first.seed + 9, 128) }
      }
      yield { type: 'done', timings: { ...noTimings, total: 1, network: 1, text: 0.25, stages: [0.5, 0.25] } }
    } finally {
      running -= 1
    }
  }

  return {
    draw,
    estimate: () => options.seconds ?? null,
    networkUse: { calls: 0, rows: 0 },
    pid: undefined,
    status: {
      state: 'ready',
      failure: null,
      model: 'duckling',
      device: 'cpu',
      subjects: [],
      capacity: options.parallel ?? 1,
      deaths: 0,
    },
    onStatus: () => () => {},
    stop: () => {
      stopped = true
      return Promise.resolve()
    },
    begun,
    get running() {
      return running
    },
    hold(step = 0) {
      let open = (): void => {}
      const opened = new Promise<void>((done) => (open = done))
      gate = { step, opened, open }
    },
    release() {
      gate?.open()
      gate = undefined
    },
    freeze() {
      frozen = true
    },
    failWith(error) {
      failure = error
    },
    paint(bytes) {
      paint = bytes
    },
  }
}

import { encodePng } from '#src/image/encode.ts'
import { encodeDrawn } from '#src/image/encode-drawn.ts'
import { recipeTexts } from '#src/image/recipe-text.ts'
import { strip, stripIndices } from '#src/image/strip.ts'
import type { ArrayPool } from '#src/pipeline/array-pool.ts'
import { cascade, type CascadeEvent, type CascadePlan } from '#src/pipeline/cascade.ts'
import { copied } from '#src/pipeline/planes.ts'
import { promptsOf } from '#src/pipeline/plan.ts'
import type { Predict } from '#src/pipeline/predict.ts'
import { modeOf, type ResolvedRequest } from '#src/requests/draw-request.ts'
import type { Recipe } from '#src/requests/recipe.ts'
import type { BackendModel } from './backend.ts'
import type { DrawnPicture, KeptStep, RendererEvent } from './events.ts'
import type { Networks } from './networks.ts'
import { outlineOf, stepsOfPicture, totalSteps } from './outline.ts'
import { plansFor, type Plans } from './plans.ts'
import { createPreviewer } from './previewer.ts'
import { type Drawn, needsSheet, requestSheet } from './request-sheet.ts'
import type { DrawOptions, Pictures } from './renderer.ts'
import { version } from '#src/version.ts'

export interface Drawing {
  readonly request: ResolvedRequest
  readonly pictures: Pictures
  readonly options: DrawOptions
  readonly model: BackendModel
  readonly networks: Networks
  readonly pool: ArrayPool
  /** Milliseconds from any start. */
  readonly now: () => number
}

/** Draws one request with one model: plans, texts, the cascade of every plan, files. */
export async function* draw(drawing: Drawing): AsyncGenerator<RendererEvent, void, undefined> {
  const { request, pictures, options, model, networks, pool, now } = drawing
  const { signal, previews, keep = 0, sheet = false } = options
  const begun = now()
  const spent = { network: 0, loading: 0, files: 0 }

  const { drawings, notices, restore, study } = await plansFor(
    request,
    model.stages.map(({ description }) => description),
    pictures,
  )
  const plans = drawings.map(({ plan }) => plan)
  signal?.throwIfAborted()

  const lookedUp = await networks.lookUp(model, promptsOfAll(plans), cleanOf(request))
  if (lookedUp.needsLoading) yield { type: 'loading', network: model.encoder?.name ?? '' }
  const encoded = await lookedUp.encode()
  spent.network += encoded.seconds
  spent.loading += encoded.loading
  signal?.throwIfAborted()

  const total = totalSteps(plans)
  const [first] = drawings
  yield {
    type: 'started',
    model: model.name,
    request,
    count: plans.reduce((sum, { count }) => sum + count, 0),
    stages:
      first === undefined
        ? []
        : outlineOf(
            first,
            (stage) => model.stages[stage]?.name ?? '',
            (stage, size) => networks.secondsPerRow(model, stage, size),
          ),
    total,
    notices: [...notices, ...(encoded.truncated ? [tooLong] : [])],
  }

  const stages = model.stages.map(({ description }, stage) => {
    const predict: Predict = async (rows, signal) => {
      const { answers, seconds, loading } = await networks.run(model, stage, rows, signal)
      spent.network += seconds
      spent.loading += loading
      return answers
    }
    return { ...description, predict }
  })
  async function timed<Made>(make: () => Promise<Made>): Promise<Made> {
    const from = now()
    const made = await make()
    spent.files += (now() - from) / 1000
    return made
  }
  const previewer = previews && createPreviewer(previews, now)
  const drawn: Drawn[] = []
  let done = 0
  let before = 0
  for (const { plan, request: own } of drawings) {
    const kept = createKeeper(plan, keep)
    const order = model.fitsTogether ? 'picture' : 'stage'
    for await (const event of cascade(plan, stages, { texts: encoded.texts, order, pool, ...(signal && { signal }) })) {
      if (event.type === 'stage-started') {
        const stage = model.stages[event.stage]
        if (stage?.loaded() === false) yield { type: 'loading', network: stage.name }
      } else if (event.type === 'step') {
        kept.see(event)
        const preview = await previewer?.of(event.step.estimate)
        yield {
          type: 'step',
          picture: before + event.picture,
          stage: event.stage,
          step: event.step.index + 1,
          steps: event.step.total,
          done: ++done,
          total,
          timestep: event.step.timestep,
          ...(preview && { preview }),
        }
      } else if (event.type === 'picture-finished') {
        drawn.push({ planes: event.planes, seed: event.seed })
        const recipe = recipeOf(own, model, event.picture, event.seed)
        const picture = { picture: before + event.picture, recipe, planes: event.planes, kept: kept.of(event.picture) }
        yield await timed(() => finish(picture, restore))
      }
    }
    before += plan.count
  }

  if (sheet || needsSheet(request)) {
    const page = await requestSheet(request, drawn, study)
    const recipe = recipeOf(request, model, 0, drawn[0]?.seed ?? 0)
    if (page !== undefined) {
      const file = await timed(() => encodePng(page, recipeTexts(recipe)))
      yield { type: 'sheet', seed: recipe.seed, recipe, file }
    }
  }

  const seconds = (now() - begun) / 1000
  const outside = Math.max(0, seconds - spent.network - spent.loading)
  yield { type: 'done', timings: { total: seconds, ...spent, outside } }
}

/** One sentence for a person whose prompt was cut. */
const tooLong = 'The prompt is longer than the model reads, so its end was left out; put what matters first.'

function promptsOfAll(plans: readonly CascadePlan[]): readonly string[] {
  return [...new Set(plans.flatMap(({ plans }) => promptsOf(plans)))]
}

function cleanOf(request: ResolvedRequest): boolean {
  return modeOf(request)
    .drawings(request)
    .some(({ cleanCaption }) => cleanCaption)
}

function recipeOf(request: ResolvedRequest, model: BackendModel, picture: number, seed: number): Recipe {
  return {
    version: 1,
    request,
    picture,
    seed,
    model: { name: model.name, fingerprint: model.fingerprint },
    duckrabbit: version,
    device: model.device,
  }
}

/** A finished picture with its files; what was painted into a picture goes back into it. */
async function finish(
  drawn: Pick<DrawnPicture, 'picture' | 'recipe' | 'planes' | 'kept'>,
  restore: Plans['restore'],
): Promise<DrawnPicture> {
  const { planes, kept, recipe } = drawn
  const texts = recipeTexts(recipe)
  return {
    type: 'picture',
    ...drawn,
    seed: recipe.seed,
    file: restore ? await encodePng(await restore(planes), texts) : encodeDrawn(planes, texts),
    ...(kept.length > 0 && { strip: await encodePng(await strip(kept)) }),
  }
}

/** Picks the steps for the strips out of those that go by, picture by picture. */
function createKeeper({ plans }: CascadePlan, most: number) {
  const wanted = new Set(stripIndices(stepsOfPicture(plans), most))
  const pictures = new Map<number, { seen: number; readonly kept: KeptStep[] }>()
  return {
    see({ picture, stage, step }: Extract<CascadeEvent, { type: 'step' }>): void {
      const own = pictures.get(picture) ?? { seen: 0, kept: [] }
      pictures.set(picture, own)
      if (wanted.has(own.seen++))
        own.kept.push({ stage, timestep: step.timestep, x: copied(step.seen), estimate: copied(step.estimate) })
    },
    of: (picture: number): readonly KeptStep[] => pictures.get(picture)?.kept ?? [],
  }
}

import { encodePng } from '#src/image/encode.ts'
import { recipeTexts } from '#src/image/recipe-text.ts'
import type { ArrayPool } from '#src/pipeline/array-pool.ts'
import { cascade, type Stage } from '#src/pipeline/cascade.ts'
import { promptsOf } from '#src/pipeline/plan.ts'
import type { Predict } from '#src/pipeline/predict.ts'
import { modeOf, type ResolvedRequest } from '#src/requests/draw-request.ts'
import type { BackendModel } from './backend.ts'
import type { RendererEvent, StartedEvent } from './events.ts'
import { finishPicture, recipeOf } from './finish-picture.ts'
import type { EncodedTexts, Networks } from './networks.ts'
import { outlineOf, totalSteps } from './outline.ts'
import { plansFor, type Plans } from './plans.ts'
import { promptNotes } from './prompt-notes.ts'
import { createPreviewer } from './previewer.ts'
import type { DrawOptions, Pictures } from './renderer.ts'
import { type Drawn, needsSheet, requestSheet } from './request-sheet.ts'
import { createStepKeeper } from './step-keeper.ts'
import { createDrawingTimer, type DrawingTimer } from './timings.ts'

export interface Drawing {
  readonly request: ResolvedRequest
  readonly pictures: Pictures
  /** Sentences that tell the person how the request was understood. */
  readonly notices: readonly string[]
  readonly options: DrawOptions
  readonly model: BackendModel
  readonly networks: Networks
  readonly pool: ArrayPool
  /** A clock in milliseconds; its zero is arbitrary. */
  readonly now: () => number
}

type RendererEvents<Result> = AsyncGenerator<RendererEvent, Result, undefined>

/** Draws one request with one model: plans, texts, the cascade of every plan, files. */
export async function* draw(drawing: Drawing): RendererEvents<void> {
  const { request, pictures, options, model } = drawing
  const timer = createDrawingTimer(drawing.now, model.stages.length)
  const descriptions = model.stages.map(({ description }) => description)
  const plans = await plansFor(request, descriptions, pictures)
  options.signal?.throwIfAborted()
  const reader = model.encoder?.reader
  const notes = reader === undefined ? [] : await promptNotes(request, reader)
  timer.spent('other')
  const encoded = yield* encodeTexts(drawing, plans, timer)
  timer.spent('text')
  options.signal?.throwIfAborted()
  yield startedEvent(drawing, plans, encoded, notes)
  const drawn = yield* drawPictures(drawing, plans, encoded, timer)
  if (options.sheet === true || needsSheet(request)) {
    const page = await requestSheet(request, drawn, plans.study)
    const recipe = recipeOf(request, model, 0, drawn[0]?.seed ?? 0)
    if (page !== undefined) {
      const file = await timer.file(() => encodePng(page, recipeTexts(recipe)))
      yield { type: 'sheet', seed: recipe.seed, recipe, file }
    }
  }
  yield { type: 'done', timings: timer.timings() }
}

async function* encodeTexts(
  { request, model, networks }: Drawing,
  { drawings }: Plans,
  timer: DrawingTimer,
): RendererEvents<EncodedTexts> {
  const prompts = new Set(drawings.flatMap(({ plan }) => promptsOf(plan.plans)))
  const clean = modeOf(request)
    .drawings(request)
    .some(({ cleanCaption }) => cleanCaption)
  const lookedUp = await networks.lookUp(model, [...prompts], clean)
  if (lookedUp.needsLoading) yield { type: 'loading', network: model.encoder?.name ?? '' }
  const encoded = await lookedUp.encode()
  timer.addNetwork(encoded)
  return encoded
}

/** The note for a person whose prompt was truncated. */
const promptTooLong = 'The prompt is longer than the model reads, so its end was left out; put what matters first.'

function startedEvent(
  { request, model, networks, notices: understood }: Drawing,
  { drawings, notices }: Plans,
  { truncated }: EncodedTexts,
  notes: readonly string[],
): StartedEvent {
  const [first] = drawings
  const nameOf = (stage: number): string => model.stages[stage]?.name ?? ''
  const outline = first && outlineOf(first, nameOf, (stage, size) => networks.secondsPerRow(model, stage, size))
  return {
    type: 'started',
    model: model.name,
    request,
    count: drawings.reduce((sum, { plan }) => sum + plan.count, 0),
    stages: outline ?? [],
    total: totalSteps(drawings.map(({ plan }) => plan)),
    notices: [...understood, ...notices, ...notes, ...(truncated ? [promptTooLong] : [])],
  }
}

/** Draws the pictures of all plans, one plan after the other. Returns the pictures in this order. */
async function* drawPictures(
  drawing: Drawing,
  { drawings, restore }: Plans,
  { texts }: EncodedTexts,
  timer: DrawingTimer,
): RendererEvents<Drawn[]> {
  const { options, model, pool, now } = drawing
  const { signal, previews, keep = 0, readings = false } = options
  const stages = stagesOf(drawing, timer)
  const previewer = previews && createPreviewer(previews, now)
  const order = model.fitsTogether ? 'picture' : 'stage'
  const total = totalSteps(drawings.map(({ plan }) => plan))
  const drawn: Drawn[] = []
  let done = 0
  /** The number of pictures of the previous plans. */
  let before = 0
  for (const { plan, request } of drawings) {
    const kept = createStepKeeper(plan, keep)
    for await (const event of cascade(plan, stages, { texts, order, pool, ...(signal && { signal }) })) {
      if (event.type === 'step' || event.type === 'stage-finished') timer.spent(event.stage)
      if (event.type === 'stage-started') {
        const stage = model.stages[event.stage]
        if (stage?.loaded() === false) yield { type: 'loading', network: stage.name }
      } else if (event.type === 'step') {
        kept.add(event)
        const preview = await previewer?.of(event.step.estimate)
        const { index, total: steps, timestep } = event.step
        const at = { picture: before + event.picture, stage: event.stage, step: index + 1, steps, done: ++done, total }
        yield { type: 'step', ...at, timestep, ...(preview && { preview }) }
      } else if (event.type === 'picture-finished') {
        const { picture, planes, seed } = event
        drawn.push({ planes, seed })
        const recipe = recipeOf(request, model, picture, seed)
        const finished = { picture: before + picture, recipe, planes, kept: kept.of(picture) }
        yield await timer.file(() => finishPicture(finished, { ...(restore && { restore }), readings }))
        timer.spent('other')
      }
    }
    before += plan.count
  }
  return drawn
}

/** The model's stages with networks that report their time. */
function stagesOf({ model, networks }: Drawing, timer: DrawingTimer): readonly Stage[] {
  return model.stages.map(({ description }, stage) => {
    const predict: Predict = async (rows, signal) => {
      const answered = await networks.run(model, stage, rows, signal)
      timer.addNetwork(answered)
      return answered.answers
    }
    return { ...description, predict }
  })
}

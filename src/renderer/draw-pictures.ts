import { cascade, type CascadeEvent, type CascadePlan, type Stage } from '#src/pipeline/cascade.ts'
import type { Predict } from '#src/pipeline/predict.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import { modeOf, type ResolvedRequest } from '#src/requests/draw-request.ts'
import type { Scores } from '#src/requests/scores.ts'
import { createChooser } from './chooser.ts'
import type { Drawing, RendererEvents } from './drawing.ts'
import type { ChosenEvent, KeptStep } from './events.ts'
import { finishPicture, watermarkOf, recipeOf } from './finish-picture.ts'
import type { EncodedTexts } from './networks.ts'
import { totalSteps } from './outline.ts'
import type { Plans } from './plans.ts'
import { createPreviewer } from './previewer.ts'
import { type Drawn, needsSheet } from './request-sheet.ts'
import { scorerOf } from './scorer.ts'
import { scorePicture } from './score-picture.ts'
import { createKeptSteps } from './kept-steps.ts'
import type { DrawingTimer } from './timings.ts'
import { findWithheld, isChecked } from './withheld.ts'

/** Draws the pictures of all plans, one plan after the other. Returns the pictures in this order. */
export async function* drawPictures(
  drawing: Drawing,
  plans: Plans,
  { texts }: EncodedTexts,
  timer: DrawingTimer,
): RendererEvents<Drawn[]> {
  const { options, model, networks, pool, now } = drawing
  const { signal, previews, keep = 0 } = options
  const stages = stagesOf(drawing, timer)
  const scorer = scorerOf(drawing, timer)
  const previewer = previews && createPreviewer({ ...previews, coarse: isChecked(model, options) }, now)
  const order = model.fitsTogether ? 'picture' : 'stage'
  const total = totalSteps(plans.drawings.map(({ plan }) => plan))
  const drawn: Drawn[] = []
  let done = 0
  /** The number of pictures of the previous plans. */
  let before = 0
  for (const { plan, request } of plans.drawings) {
    const kept = createKeptSteps(plan, keep)
    const chooser = createChooser({ model, networks, timer }, request)
    for await (const event of cascade(plan, stages, {
      texts,
      order,
      pool,
      ...(signal && { signal }),
      ...(scorer && { scorer }),
      choose: chooser.choose,
    })) {
      if (event.type === 'step' || event.type === 'stage-finished') timer.spent(event.stage)
      if (event.type === 'stage-started') {
        const stage = model.stages[event.stage]
        if (stage?.loaded() === false) yield { type: 'loading', network: stage.name }
      } else if (event.type === 'step') {
        kept.add(event)
        const preview = await previewer?.of(event.step.estimate)
        const { index, total: steps, timestep } = event.step
        const at = { picture: before + event.picture, stage: event.stage, step: index + 1, steps, done: ++done, total }
        const { candidate } = event
        const which = candidate === undefined ? {} : { candidate }
        yield { type: 'step', ...at, ...which, timestep, ...(preview && { preview }) }
      } else if (event.type === 'chosen') {
        kept.choose(event)
        yield chosenEvent(event, before, chooser.scores())
      } else if (event.type === 'picture-finished') {
        drawn.push(yield* finish({ drawing, plans, timer, plan, request, before }, event, kept.of(event.picture)))
      }
    }
    before += plan.count
  }
  return drawn
}

function chosenEvent(
  { picture, chosen, candidates }: Extract<CascadeEvent, { type: 'chosen' }>,
  before: number,
  scores: readonly Scores[],
): ChosenEvent {
  return {
    type: 'chosen',
    picture: before + picture,
    seed: candidates[chosen]?.seed ?? 0,
    candidates: candidates.map(({ seed }, index) => ({ seed, scores: scores[index] ?? { alignment: 0 } })),
  }
}

interface Finishing {
  readonly drawing: Drawing
  readonly plans: Plans
  readonly timer: DrawingTimer
  /** The plan that the picture belongs to, and the request that would produce only its pictures. */
  readonly plan: CascadePlan
  readonly request: ResolvedRequest
  /** The number of pictures of the previous plans. */
  readonly before: number
}

/** Judges a drawn picture and makes its files. */
async function* finish(
  { drawing, plans, timer, plan, request, before }: Finishing,
  { picture, planes, seed }: Extract<CascadeEvent, { type: 'picture-finished' }>,
  kept: readonly KeptStep[],
): RendererEvents<Drawn> {
  const { model, networks, options } = drawing
  const { restore } = plans
  const place = before + picture
  const withheld = isChecked(model, options) && (await findWithheld({ model, networks, timer }, request, planes))
  timer.spent('other')
  if (withheld) {
    yield { type: 'withheld', picture: place, reason: withheld }
    return { planes: blank(planes), seed, withheld }
  }
  const recipe = recipeOf(request, model, picture, seed)
  const scored =
    isScored(drawing) || recipe.chosenFrom !== undefined
      ? await scorePicture({ model, networks, timer }, request, planes)
      : undefined
  const final = yield* enlarged(drawing, request, planes, timer)
  const mark = watermarkOf(model, plan.plans.at(-1)?.stage ?? 0)
  const readings = options.readings === true
  const unfinished = { picture: place, recipe: { ...recipe, ...(scored && { scores: scored }) }, planes: final, kept }
  const finished = await timer.file(() => finishPicture(unfinished, { ...(restore && { restore }), readings, mark }))
  timer.spent('other')
  yield finished
  // A study measures what the network drew, without the mark.
  return { planes: plans.study === undefined ? finished.planes : planes, seed, ...(scored && { scores: scored }) }
}

/** Whether pictures are scored: those of illusions, and those that are shown side by side. */
function isScored({ model, request, options }: Drawing): boolean {
  const isIllusion = modeOf(request).readings?.(request) !== undefined
  return model.clip !== null && (isIllusion || options.sheet === true || needsSheet(request))
}

/**
 * A picture in the size that was asked for: 1024 px are the 256 px picture, enlarged in its own frame. Every reading of an illusion
 * is then a view of the enlarged picture.
 */
async function* enlarged(
  { model, networks }: Drawing,
  request: ResolvedRequest,
  planes: Planes,
  timer: DrawingTimer,
): RendererEvents<Planes> {
  if (modeOf(request).resolvedSettings(request)?.size !== 1024) return planes
  const { enlarger } = model
  if (enlarger === null) throw new TypeError(`The model ${model.name} has no network that enlarges pictures.`)
  if (!enlarger.loaded()) yield { type: 'loading', network: enlarger.name }
  const { answer, ...spent } = await networks.runAlone(enlarger, (enlarge) => enlarge(planes))
  timer.addNetwork(spent)
  timer.spent('other')
  return answer
}

/** What stands on a sheet for a picture that is held back. */
function blank({ data, ...shape }: Drawn['planes']): Drawn['planes'] {
  return { ...shape, data: new Float32Array(data.length).fill(-1) }
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

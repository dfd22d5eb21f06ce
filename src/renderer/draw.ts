import { encodePng } from '#src/image/encode.ts'
import { recipeTexts } from '#src/image/recipe-text.ts'
import { balancerOf } from '#src/pipeline/balance.ts'
import { promptsOf } from '#src/pipeline/plan.ts'
import { modeOf } from '#src/requests/draw-request.ts'
import { checkChoice } from './chooser.ts'
import { drawPictures } from './draw-pictures.ts'
import type { StartedEvent } from './events.ts'
import type { Drawing, RendererEvents } from './drawing.ts'
import { recipeOf } from './finish-picture.ts'
import type { EncodedTexts } from './networks.ts'
import { outlineOf, totalSteps } from './outline.ts'
import { plansFor, type Plans } from './plans.ts'
import { promptNotes } from './prompt-notes.ts'
import { needsSheet, requestSheet } from './request-sheet.ts'
import { scorerOf } from './scorer.ts'
import { refuseWithheld } from './withheld.ts'
import { createDrawingTimer, type DrawingTimer } from './timings.ts'

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
  refuseWithoutScorer(drawing, plans, timer)
  const encoded = yield* encodeTexts(drawing, plans, timer)
  timer.spent('text')
  options.signal?.throwIfAborted()
  yield startedEvent(drawing, plans, encoded, notes)
  const drawn = yield* drawPictures(drawing, plans, encoded, timer)
  refuseWithheld(drawn, plans)
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

/** Refuses at once what only a CLIP can do, rather than after networks were loaded. @throws UserError */
function refuseWithoutScorer(drawing: Drawing, { drawings }: Plans, timer: DrawingTimer): void {
  for (const { plan, request } of drawings) {
    if (plan.plans.some(({ merge }) => merge === 'balanced')) balancerOf(scorerOf(drawing, timer))
    const prompts = modeOf(request).prompts(request)
    if ((plan.candidates ?? 1) > 1)
      checkChoice(
        drawing.model,
        prompts.map(({ prompt }) => prompt),
      )
  }
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
    ...((first?.plan.candidates ?? 1) > 1 && { candidates: first?.plan.candidates ?? 1 }),
    stages: outline ?? [],
    total: totalSteps(drawings.map(({ plan }) => plan)),
    notices: [...understood, ...notices, ...notes, ...(truncated ? [promptTooLong] : [])],
  }
}

import type { Steps } from '#src/requests/sampling.ts'
import { modeOf, toRequest, type ResolvedRequest } from '#src/requests/draw-request.ts'
import { sharedFields } from '#src/requests/shared.ts'
import { countSteps } from '#src/requests/work.ts'
import type { Messages } from '#src/messages/messages.ts'
import type { Job } from '#src/store/job.ts'
import type { Result } from '#src/store/store.ts'
import { messagesOf } from '../jobs/job-messages.ts'
import type { Layout } from './layout.ts'

const stepsText = (steps: Steps): string => (typeof steps === 'string' ? steps : String(countSteps(steps)))

/** The values of both stages: 7 + 4, or 7 where they are equal. */
const join = (values: readonly (string | number)[]): string => [...new Set(values.map(String))].join(' + ')

/**
 * How a request was drawn, setting by setting: seed, steps, guidance, sampler, size, model.
 *
 * @param words - of the language in which it is said
 * @param picture - what it drew, where that is known: an enlargement in tiles does not have the size of its stage
 */
export function settingsOf(
  request: ResolvedRequest,
  words: Messages['settingLine'],
  picture?: Pick<Result, 'role' | 'width' | 'height'>,
): readonly string[] {
  const mode = modeOf(request)
  const shared = mode.resolvedSettings(request)
  if (shared === undefined) return []
  const { stageOne, stageTwo, size, model } = shared
  // The recipe of an upscaling has a stage I, as every request does, but it never runs.
  const first = mode.stages === 'second' ? [] : [stageOne]
  const stages = stageTwo === undefined ? [stageOne] : [...first, stageTwo]
  return [
    ...seedsOf(request, words),
    ...(mode.ownTimesteps ? [] : [words.steps(stages.map(({ steps }) => stepsText(steps)).join(' + '))]),
    words.guidance(join(stages.map(({ guidance }) => guidance))),
    ...(mode.ownTimesteps ? [] : [join(stages.map(({ sampler }) => sampler))]),
    `${picture?.role === 'picture' ? Math.min(picture.width, picture.height) : size} px`,
    model,
  ]
}

/** Settings that this card shows elsewhere, or that are no settings. */
const saidElsewhere = new Set(['mode', ...Object.keys(sharedFields), 'prompt', 'style', 'stageOne'])

/** The settings of a mode's own: strength 0.7, kind low_high, quality good … */
export function ownSettingsOf(request: ResolvedRequest, { named }: Messages['settingLine']): readonly string[] {
  const again = toRequest(request)
  return Object.entries(again ?? {}).flatMap(([name, value]) => {
    if (saidElsewhere.has(name) || !(typeof value === 'number' || typeof value === 'string')) return []
    return [named(name, value)]
  })
}

/** The result whose recipe describes the displayed files: the one picture, or else the whole job. */
export const resultWithRecipe = (
  { request }: Pick<Job, 'request'>,
  results: readonly Result[],
  { picture, pictures }: Pick<Layout, 'picture' | 'pictures'>,
): Result | undefined => picture ?? results.find(({ recipe }) => recipe.request.mode === request.mode) ?? pictures[0]

/** How long a job took, if it is known. */
export const durationLine = (
  { startedAt, endedAt }: Pick<Job, 'startedAt' | 'endedAt'>,
  { took }: Messages['result'],
): readonly string[] => (startedAt !== null && endedAt !== null ? [took(endedAt - startedAt)] : [])

/** The line of small print below a result: its seed and how long it took. The Details button shows the rest. */
export function resultLine(job: Job, results: readonly Result[], layout: Layout): string {
  const { picture, pictures } = layout
  const { result: words, settingLine } = messagesOf(job)
  const own = pictures.length > 1 && picture !== undefined ? [words.ownPicture(picture.picture + 1, picture.seed)] : []
  const { request, chosenFrom } = resultWithRecipe(job, results, layout)?.recipe ?? {}
  const seeds = seedsOf(request, settingLine)
  const choice = chosenFrom === undefined ? [] : [words.chosenFrom(chosenFrom)]
  const parts = [...(own.length > 0 ? own : seeds), ...choice, ...durationLine(job, words)]
  return parts.length === 0 ? words.done : parts.join(' · ')
}

function seedsOf(request: ResolvedRequest | undefined, words: Messages['settingLine']): readonly string[] {
  const shared = request && modeOf(request).resolvedSettings(request)
  if (shared === undefined) return []
  const { seed, count } = shared
  return [count > 1 ? words.seeds(seed, seed + count - 1) : words.seed(seed)]
}

import type { Steps } from '#src/requests/sampling.ts'
import { modeOf, type ResolvedRequest } from '#src/requests/draw-request.ts'
import { countSteps } from '#src/requests/work.ts'
import { result as words } from '#src/messages/job-messages.ts'
import type { Job } from '#src/store/job.ts'
import type { Result } from '#src/store/store.ts'
import type { Layout } from './layout.ts'

const stepsText = (steps: Steps): string => (typeof steps === 'string' ? steps : String(countSteps(steps)))

/** The values of both stages: 7 + 4, or 7 where they are equal. */
const join = (values: readonly (string | number)[]): string => [...new Set(values.map(String))].join(' + ')

/**
 * How a request was drawn, setting by setting: seed, steps, guidance, sampler, size, model.
 *
 * @param picture - what it drew, where that is known: an enlargement in tiles does not have the size of its stage
 */
export function settingsOf(
  request: ResolvedRequest,
  picture?: Pick<Result, 'role' | 'width' | 'height'>,
): readonly string[] {
  const mode = modeOf(request)
  const shared = mode.resolvedSettings(request)
  if (shared === undefined) return []
  const { seed, stageOne, stageTwo, size, model, count } = shared
  const seeds = count > 1 ? `seeds ${seed}–${seed + count - 1}` : `seed ${seed}`
  // An upscaling has a stage I in its recipe, as every request does, which never runs.
  const first = mode.stages === 'second' ? [] : [stageOne]
  const stages = stageTwo === undefined ? [stageOne] : [...first, stageTwo]
  return [
    seeds,
    ...(mode.ownTimesteps ? [] : [`${stages.map(({ steps }) => stepsText(steps)).join(' + ')} steps`]),
    `guidance ${join(stages.map(({ guidance }) => guidance))}`,
    ...(mode.ownTimesteps ? [] : [join(stages.map(({ sampler }) => sampler))]),
    `${picture?.role === 'picture' ? Math.min(picture.width, picture.height) : size} px`,
    model,
  ]
}

/**
 * Seed, settings, model and time of a finished job on one line, and the id that `/show` takes. Where one of several
 * pictures is picked, its own seed takes the place of all seeds.
 */
export function settingsLine(job: Job, results: readonly Result[], { picture, pictures }: Layout): string {
  const about = picture ?? results.find(({ recipe }) => recipe.request.mode === job.request.mode) ?? pictures[0]
  const own = pictures.length > 1 && picture !== undefined ? [words.ownPicture(picture.picture + 1, picture.seed)] : []
  const took = job.startedAt !== null && job.endedAt !== null ? [words.took(job.endedAt - job.startedAt)] : []
  const settings = about === undefined ? [] : settingsOf(about.recipe.request, about)
  return [...(own.length > 0 ? [...own, ...settings.slice(1)] : settings), ...took, `\`${job.id}\``].join(' · ')
}

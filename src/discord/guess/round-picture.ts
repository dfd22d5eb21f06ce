import { type Answer, answerOf, isGuessable } from '#src/community/guess/answer.ts'
import { type HintPlan, hintPlan } from '#src/community/guess/hints.ts'
import type { Round } from '#src/community/guess/round.ts'
import type { WordList } from '#src/community/guess/word-list.ts'
import { modeOf } from '#src/requests/draw-request.ts'
import type { Job } from '#src/store/job.ts'
import type { Result, Store } from '#src/store/store.ts'

/** The picture of a round, and what it shows. */
export interface RoundPicture {
  readonly job: Job
  readonly result: Result
  /** The prompts of its readings, in the order of their roles. */
  readonly prompts: readonly string[]
  readonly plan: HintPlan
  /** What people do to see the next reading. */
  readonly next: 'turn' | 'stepBack'
}

/**
 * The prompts that people can guess in a result, one per reading. Empty if it shows one thing only, or if a reading has
 * no prompt.
 */
export function guessablePrompts({ role, recipe: { request } }: Pick<Result, 'role' | 'recipe'>): readonly string[] {
  const mode = modeOf(request)
  if (role !== 'picture' || mode.nextReading === undefined || !mode.standalone) return []
  const prompts = (mode.readings?.(request) ?? []).map(({ prompt }) => prompt)
  // A component that comes from a picture has its file's name instead of a prompt.
  const given = mode.prompts(request).map(({ prompt }) => prompt)
  const all = prompts.every((prompt) => given.includes(prompt) && isGuessable(prompt))
  return prompts.length >= 2 && all ? prompts : []
}

/** The picture of a round; undefined if it is not drawn yet, deleted, or no longer kept. */
export async function pictureOfRound(
  { store }: { readonly store: Pick<Store, 'jobs' | 'results' | 'pictures'> },
  { jobId, picture }: Pick<Round, 'jobId' | 'picture'>,
): Promise<RoundPicture | undefined> {
  const job = jobId === null ? null : await store.jobs.get(jobId)
  if (job === null) return undefined
  const result = (await store.results.ofJob(job.id)).find((one) => one.role === 'picture' && one.picture === picture)
  if (result === undefined || (await store.pictures.about(result.sha256)) === null) return undefined
  const prompts = guessablePrompts(result)
  const next = modeOf(result.recipe.request).nextReading
  if (prompts.length === 0 || next === undefined) return undefined
  return { job, result, prompts, plan: hintPlan(prompts.length, next), next }
}

/** The answers of a round, in the order of its readings. */
export const answersOf = ({ prompts }: RoundPicture, words: WordList): readonly Answer[] =>
  prompts.map((prompt) => answerOf(prompt, words))

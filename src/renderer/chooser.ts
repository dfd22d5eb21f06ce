import { UserError } from '#src/errors.ts'
import type { Candidate } from '#src/pipeline/cascade.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import type { Scores } from '#src/requests/scores.ts'
import type { BackendModel } from './backend.ts'
import { scorePicture, type Scoring } from './score-picture.ts'

/** Chooses the best of several pictures of the first stage. */
export interface Chooser {
  /** The index of the picture that fits its prompt best; of an illusion, whose worst reading fits best. */
  choose(candidates: readonly Candidate[]): Promise<number>
  /** The scores of those that it has chosen from last. */
  scores(): readonly Scores[]
}

export function createChooser(scoring: Scoring, request: ResolvedRequest): Chooser {
  let scores: readonly Scores[] = []
  return {
    async choose(candidates) {
      const found: Scores[] = []
      for (const { planes } of candidates)
        found.push((await scorePicture(scoring, request, planes)) ?? { alignment: 0 })
      scores = found
      const best = Math.max(...found.map(({ alignment }) => alignment))
      return found.findIndex(({ alignment }) => alignment === best)
    },
    scores: () => scores,
  }
}

/**
 * Refuses to choose where nothing can judge.
 *
 * @throws UserError `no-scorer`
 */
export function checkChoice({ name, clip }: Pick<BackendModel, 'name' | 'clip'>, prompts: readonly string[]): void {
  if (clip === null) {
    throw new UserError(
      'no-scorer',
      `The model ${name} has no CLIP that could choose the best picture; ask for one picture, or put a CLIP into its folder judge.`,
    )
  }
  if (prompts.some((prompt) => prompt === '')) {
    throw new UserError(
      'bad-request',
      'The best picture is the one that fits its prompt best; give a prompt, or ask for one picture.',
    )
  }
}

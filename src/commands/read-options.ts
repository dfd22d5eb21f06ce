import { UserError } from '#src/errors.ts'
import { optionRefused } from '#src/messages/option-refusals.ts'
import { stepsFrom } from '#src/requests/steps-words.ts'

/** The options that nearly every command that draws has, as Discord gives them. */
interface SharedOptions {
  readonly steps?: number | undefined
  readonly schedule?: string | undefined
  readonly clean_caption?: boolean | undefined
  readonly best_of?: number | undefined
  readonly private?: boolean | undefined
  readonly spoiler?: boolean | undefined
  readonly advanced?: boolean | undefined
}

/**
 * Splits options into `settings` of the picture, under the names of the request, and how to `reply`.
 *
 * @throws UserError `bad-request` where the steps are given twice
 */
export function readOptions<Given extends SharedOptions>(given: Given) {
  const { private: ephemeral, spoiler, advanced = false, clean_caption, best_of, steps, schedule, ...others } = given
  if (steps !== undefined && schedule !== undefined) throw new UserError('bad-request', optionRefused.stepsTwice)
  return {
    settings: {
      ...others,
      cleanCaption: clean_caption,
      bestOf: best_of,
      steps: schedule === undefined ? steps : stepsFrom(schedule),
    },
    reply: {
      ...(ephemeral === undefined ? {} : { ephemeral }),
      ...(spoiler === undefined ? {} : { spoiler }),
      advanced,
    },
  }
}

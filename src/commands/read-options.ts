import { UserError } from '#src/errors.ts'
import { optionRefused } from '#src/messages/option-refusals.ts'
import { stepsFrom } from '#src/requests/steps-words.ts'

/** The options that nearly every command that paints has, as Discord gives them. */
interface Usual {
  readonly steps?: number | undefined
  readonly schedule?: string | undefined
  readonly clean_caption?: boolean | undefined
  readonly private?: boolean | undefined
  readonly spoiler?: boolean | undefined
  readonly advanced?: boolean | undefined
}

/**
 * Options parted into what is said of the picture, under the request's own names, and how it is asked for.
 *
 * @throws UserError `bad-request` for steps that are said twice
 */
export function spoken<Given extends Usual>(given: Given) {
  const {
    private: ephemeral = false,
    spoiler = false,
    advanced = false,
    clean_caption,
    steps,
    schedule,
    ...own
  } = given
  if (steps !== undefined && schedule !== undefined) throw new UserError('bad-request', optionRefused.stepsTwice)
  return {
    said: { ...own, cleanCaption: clean_caption, steps: schedule === undefined ? steps : stepsFrom(schedule) },
    asked: { ephemeral, spoiler, advanced },
  }
}

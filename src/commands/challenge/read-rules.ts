import type { Attachment } from 'discord.js'
import type { ChallengeRules } from '#src/community/challenges/challenge.ts'
import { durationIn, durationLimits } from '#src/community/challenges/durations.ts'
import { wordsIn } from '#src/community/challenges/rules.ts'
import { limits } from '#src/discord/components/limits.ts'
import { UserError } from '#src/errors.ts'
import { challengeRefused as refused } from '#src/messages/challenges.ts'
import { fill } from '#src/messages/template.ts'
import { type Mode, modeOf } from '#src/requests/draw-request.ts'
import type { PictureRef } from '#src/requests/picture-ref.ts'

/** The maximum number of required words, and the maximum length of each. */
const maxWords = { words: 10, letters: 40 }

/** Reads a typed duration in milliseconds. @throws UserError `bad-time` */
export function readTime(option: string, text: string | undefined, otherwise: number): number {
  const time = text === undefined ? otherwise : durationIn(text)
  if (time === undefined || time < durationLimits.min || time > durationLimits.max)
    throw new UserError('bad-time', fill(refused.time, { option: `\`${option}\`` }), { text })
  return time
}

/** Reads a typed list of words. @throws UserError `bad-words` */
export function readWords(text: string): string[] {
  const words = [...wordsIn(text)]
  if (words.length === 0) throw new UserError('bad-words', refused.noWord)
  const isLong = words.some((word) => Array.from(word).length > maxWords.letters)
  if (words.length > maxWords.words || isLong) throw new UserError('bad-words', refused.words)
  return words
}

/** Whether a mode redraws a part of a given picture. */
const takesMask = (mode: Mode | undefined): boolean => mode !== undefined && modeOf({ mode }).mask !== undefined

/** The rules as the options give them. */
export interface RuleOptions {
  readonly mode?: ChallengeRules['mode']
  readonly words?: string | undefined
  readonly style?: string | undefined
  readonly seed?: number | undefined
  readonly size?: 64 | 256 | undefined
}

/** Rules with what the options change. A picture makes the mode inpaint. @throws UserError */
export function readRules(before: ChallengeRules, options: RuleOptions, picture?: PictureRef): ChallengeRules {
  const { mode, words, style, seed, size } = options
  const given = Object.fromEntries(
    Object.entries({ mode, style: style?.trim() === '' ? undefined : style?.trim(), seed, size }).filter(
      ([, value]) => value !== undefined,
    ),
  )
  const rules: ChallengeRules = {
    ...before,
    ...given,
    ...(words === undefined ? {} : { words: readWords(words) }),
    ...(picture === undefined ? {} : { picture, mode: 'inpaint' as const }),
  }
  if (rules.picture !== undefined && !takesMask(rules.mode))
    throw new UserError('bad-request', refused.pictureOfInpaint)
  return rules
}

/** Refuses a picture beside another mode, or one too large to be posted, before it is fetched. @throws UserError */
export function checkPicture(mode: Mode | undefined, picture: Attachment | undefined): void {
  if (picture !== undefined && mode !== undefined && !takesMask(mode))
    throw new UserError('bad-request', refused.pictureOfInpaint)
  if ((picture?.size ?? 0) > limits.fileBytes) throw new UserError('bad-request', refused.pictureTooLarge)
}

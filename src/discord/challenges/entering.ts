import { UserError } from '#src/errors.ts'
import type { Challenge, Entry } from '#src/community/challenges/challenge.ts'
import { type BrokenRule, brokenRule } from '#src/community/challenges/rules.ts'
import { challengeRefused as refused } from '#src/messages/challenges.ts'
import type { Messages } from '#src/messages/messages.ts'
import { fill } from '#src/messages/template.ts'
import { translate } from '#src/messages/translate.ts'
import type { EnterOutcome } from '#src/store/challenges/challenge-store.ts'
import type { Job } from '#src/store/job.ts'
import type { Result, Store } from '#src/store/store.ts'
import { quote } from '../components/text.ts'
import { messagesOf } from '../jobs/job-messages.ts'
import { readOrigin } from '../jobs/reply-origin.ts'
import { requireShowable } from '../jobs/showable.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import { resultOfEntry } from './entry-pictures.ts'

/** What entering a picture takes. */
export interface EnteringParts extends Pick<ChallengeParts, 'placeOfChannel'> {
  readonly store: Pick<Store, 'challenges' | 'jobs' | 'results'>
}

/** A sentence that names the rule that a picture breaks, if it breaks one. */
export function ruleBroken(rules: Challenge['rules'], result: Result): string | undefined {
  const broken = brokenRule(rules, result)
  return broken && ruleSentence(broken)
}

function ruleSentence(broken: BrokenRule): string {
  switch (broken.rule) {
    case 'mode':
      return fill(refused.ruleMode, { wanted: broken.wanted, found: broken.found })
    case 'picture':
      return refused.rulePicture
    case 'word':
      return fill(refused.ruleWord, { wanted: quote(broken.wanted, 40) })
    case 'style':
      return fill(refused.ruleStyle, { wanted: quote(broken.wanted, 200) })
    case 'seed':
      return fill(refused.ruleSeed, { wanted: broken.wanted, found: broken.found })
    case 'size':
      return fill(refused.ruleSize, { wanted: broken.wanted, found: broken.found })
    default:
      return broken satisfies never
  }
}

/**
 * Enters one of a person's pictures, if it fits the rules and may be shown where the challenge is. `replaces`: the entry
 * whose place it takes.
 *
 * @throws UserError whose sentence says what keeps it out
 */
export async function enterPicture(
  { store, placeOfChannel }: EnteringParts,
  challenge: Challenge,
  whose: Pick<Entry, 'personId' | 'jobId' | 'picture'>,
  replaces?: string,
): Promise<Exclude<EnterOutcome, 'closed' | 'removed'>> {
  const job = await store.jobs.get(whose.jobId)
  const result = await resultOfEntry({ store }, whose)
  if (job === null || result === undefined) throw new UserError('picture-gone', refused.noPicture)
  if (job.personId !== whose.personId) throw new UserError('not-yours', refused.notYours)
  requireShowable(job, placeOfChannel(challenge.guildId, challenge.channelId))
  const broken = ruleBroken(challenge.rules, result)
  if (broken !== undefined) throw new UserError('breaks-rule', broken)
  const outcome = await store.challenges.enter({ challengeId: challenge.id, ...whose }, replaces)
  if (outcome === 'closed') throw new UserError('entries-closed', refused.entriesClosed)
  if (outcome === 'removed') throw new UserError('entry-removed', refused.removedEntry)
  return outcome
}

/**
 * Enters a picture that a person has just drawn in the thread of a challenge, and returns what happened. Called when a
 * result is put together. Does nothing for results that were delivered before.
 */
export async function enterDrawn(parts: EnteringParts, job: Job): Promise<readonly string[]> {
  const { store } = parts
  const channelId = readOrigin(job)?.channelId ?? null
  if (job.deliveredAt !== null || channelId === null) return []
  const challenge = await store.challenges.ofThread(channelId)
  if (challenge?.phase !== 'entries') return []
  const messages = messagesOf(job)
  const drawn = (await store.results.ofJob(job.id)).filter(({ role }) => role === 'picture')
  const [only] = drawn
  const theme = quote(challenge.theme, 100)
  if (only === undefined) return []
  if (drawn.length > 1) return [messages.ownChallenge.drawnSeveral(theme)]
  return [
    await drawnSentence(parts, challenge, { personId: job.personId, jobId: job.id, picture: only.picture }, messages),
  ]
}

async function drawnSentence(
  parts: EnteringParts,
  challenge: Challenge,
  whose: Pick<Entry, 'personId' | 'jobId' | 'picture'>,
  messages: Messages,
): Promise<string> {
  const { ownChallenge: words } = messages
  const theme = quote(challenge.theme, 100)
  try {
    const outcome = await enterPicture(parts, challenge, whose)
    return outcome === 'full' ? words.drawnFull(theme) : words.drawnEntered(theme)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return `🏁 ${translate(error.message, messages)}`
  }
}

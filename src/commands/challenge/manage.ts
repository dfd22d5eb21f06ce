import type { Challenge } from '#src/community/challenges/challenge.ts'
import { durationLimits } from '#src/community/challenges/durations.ts'
import { isOpen } from '#src/community/challenges/phases.ts'
import { requireManager } from '#src/discord/challenges/challenge-settings.ts'
import { placedOf } from '#src/discord/posts/post-once.ts'
import { channelRefusalOf } from '#src/discord/transport/threads.ts'
import { UserError } from '#src/errors.ts'
import { challengeRefused as refused } from '#src/messages/challenges.ts'
import type { ChallengeChanges } from '#src/store/challenges/challenge-store.ts'
import { argumentsOf } from '../arguments-of.ts'
import { subcommands } from './declaration.ts'
import { readRules, readTime } from './read-rules.ts'
import { channelFor } from './start.ts'
import {
  updateAndReply,
  type ChallengeCall,
  type ChallengeServices,
  managed,
  placeOfChallenge,
  reply,
  type Subcommand,
} from './subcommand.ts'

const when = (moment: number): string => `<t:${Math.floor(moment / 1000)}:f>`

/** Changes theme, rules, voting or number of entries. Rules cannot change once somebody has entered. */
export const edit: Subcommand = async (call) => {
  const { services, interaction, messages } = call
  const { challenge: id, theme, each, voting, ...rules } = argumentsOf(subcommands.edit, interaction)
  const challenge = await managed(call, id)
  if (!isOpen(challenge)) throw new UserError('over', refused.over)
  const changesRules = Object.values(rules).some((value) => value !== undefined)
  const { entries } = await services.store.challenges.counts(challenge.id)
  if (challenge.phase === 'voting' && (changesRules || voting !== undefined || each !== undefined))
    throw new UserError('voting-fixed', refused.votingFixed)
  if (changesRules && entries > 0) throw new UserError('rules-fixed', refused.rulesFixed)
  const named = theme?.replaceAll(/\s+/g, ' ').trim()
  if (named === '') throw new UserError('bad-request', refused.theme)
  await services.store.challenges.change(challenge.id, {
    ...(named === undefined ? {} : { theme: named }),
    ...(each === undefined ? {} : { entriesEach: each }),
    ...(voting === undefined ? {} : { voting }),
    ...(changesRules ? { rules: readRules(challenge.rules, rules) } : {}),
  })
  await updateAndReply(call, challenge.id, (now) => [messages.ownChallenge.edited(placeOfChallenge(now))])
}

/** Moves the end of the present phase. */
export const extend: Subcommand = async (call) => {
  const { services, interaction, messages } = call
  const { challenge: id, by } = argumentsOf(subcommands.extend, interaction)
  const challenge = await managed(call, id)
  if (!isOpen(challenge)) throw new UserError('over', refused.over)
  const { phase, entriesEnd, votesEnd } = challenge
  const end = (phase === 'entries' ? entriesEnd : (votesEnd ?? entriesEnd)) + readTime('by', by, 0)
  const latest = services.clock.now() + durationLimits.max
  if (end > latest) throw new UserError('too-long', refused.tooLong)
  await services.store.challenges.change(challenge.id, phase === 'entries' ? { entriesEnd: end } : { votesEnd: end })
  await updateAndReply(call, challenge.id, () => [messages.ownChallenge.extended(when(end))])
}

/** Ends the entries, or the votes, now. */
export const end: Subcommand = async (call) => {
  const { services, interaction, messages } = call
  const challenge = await managed(call, argumentsOf(subcommands.end, interaction).challenge)
  if ((await services.challenges.endPhase(challenge)) === null) throw new UserError('over', refused.over)
  await updateAndReply(call, challenge.id, () => [messages.ownChallenge.ended])
}

/** The prefix of a weekly series among the option's values. */
export const seriesPrefix = 'series:'

/** Cancels a challenge, or stops a series. */
export const cancel: Subcommand = async (call) => {
  const { services, interaction, guildId, messages } = call
  const { challenge: id, series = false } = argumentsOf(subcommands.cancel, interaction)
  const { ownChallenge: words } = messages
  if (id.startsWith(seriesPrefix)) {
    await requireManager(services, interaction)
    await stopSeries(services, guildId, id.slice(seriesPrefix.length))
    return reply(call, words.seriesStopped)
  }
  const challenge = await managed(call, id)
  const isStopped = series && challenge.seriesId !== null
  if (isStopped) await services.store.challenges.stopSeries(challenge.seriesId)
  if (!isOpen(challenge)) {
    if (isStopped) return reply(call, words.seriesStopped)
    throw new UserError('over', refused.over)
  }
  // The end of the votes tells `/challenge revive` which phase it was in.
  await services.challenges.advance(challenge, { phase: 'cancelled', votesEnd: challenge.votesEnd })
  await updateAndReply(call, challenge.id, () => [words.cancelled, ...(isStopped ? [words.seriesStopped] : [])])
}

async function stopSeries({ store }: ChallengeServices, guildId: string, id: string): Promise<void> {
  const known = (await store.challenges.series(guildId)).some((series) => series.id === id)
  if (!known || !(await store.challenges.stopSeries(id))) throw new UserError('no-such-challenge', refused.noSuch)
}

/** Restores a cancelled challenge, or posts a challenge again that has lost its thread or could not be posted. */
export const revive: Subcommand = async (call) => {
  const { services, interaction, messages } = call
  const { challenge: id, for: length } = argumentsOf(subcommands.revive, interaction)
  const challenge = await managed(call, id)
  const moves = interaction.options.getChannel('channel') !== null
  const isGone = await threadIsGone(call, challenge)
  const isStuck = challenge.trouble !== null || challenge.postsDue
  if (challenge.phase === 'ended' && !isGone && !isStuck) throw new UserError('ended', refused.endedForGood)
  if (isOpen(challenge) && !isGone && !isStuck && !moves) throw new UserError('not-over', refused.notOver)
  const anew = isGone || moves
  await services.store.challenges.change(challenge.id, {
    ...(challenge.phase === 'cancelled' ? reopened(challenge, length, services.clock.now()) : {}),
    ...(anew ? { threadId: null } : {}),
    ...(moves ? { channelId: await channelFor(call) } : {}),
    trouble: null,
    postsDue: true,
  })
  const again = challenge.phase === 'cancelled' ? ['voting', 'cancelled', 'trouble'] : ['trouble']
  if (anew) await removeInvitation(call, challenge)
  await services.store.challenges.removePosts(challenge.id, ...(anew ? [] : [again]))
  await updateAndReply(call, challenge.id, (now) => [messages.ownChallenge.revived(placeOfChallenge(now))])
}

/** The phase that a cancelled challenge returns to, with its full time. @throws UserError `bad-time` */
function reopened(challenge: Challenge, length: string | undefined, now: number): ChallengeChanges {
  const { entriesEnd, votesEnd, voteTime, createdAt } = challenge
  if (votesEnd !== null) return { phase: 'voting', votesEnd: now + readTime('for', length, voteTime) }
  const before = Math.min(durationLimits.max, Math.max(durationLimits.min, entriesEnd - createdAt))
  return { phase: 'entries', entriesEnd: now + readTime('for', length, before) }
}

/** Removes the invitation. A message can have only one thread, even after that was deleted, so a new one needs a new message. */
async function removeInvitation({ services }: ChallengeCall, { id }: Challenge): Promise<void> {
  const posts = await services.store.challenges.posts(id)
  const placed = placedOf(posts.find(({ kind }) => kind === 'invitation'))
  if (placed === undefined) return
  await services.threads.remove(placed).catch((error: unknown) => {
    // The message or its channel may be gone as well.
    if (channelRefusalOf(error) === undefined) throw error
  })
}

async function threadIsGone({ services }: ChallengeCall, { threadId, trouble }: Challenge): Promise<boolean> {
  if (threadId === null || trouble === 'thread-gone') return true
  try {
    await services.threads.kindOf(threadId)
    return false
  } catch (error) {
    if (channelRefusalOf(error) === 'unknown-channel') return true
    throw error
  }
}

import type { Challenge, ChallengePhase } from '#src/community/challenges/challenge.ts'
import { isOpen } from '#src/community/challenges/phases.ts'
import type { OutgoingFile, Payload } from '../components/payload.ts'
import {
  announcementCard,
  cancelledCard,
  type ChallengeFacts,
  invitationCard,
  troubleCard,
  votingCard,
} from './announcement-cards.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import { placePosts } from './place-posts.ts'
import { composePodium, podiumNow } from './podium.ts'
import type { PostKind } from './post-kind.ts'

const card =
  (build: (facts: ChallengeFacts) => Payload) =>
  async (parts: ChallengeParts, challenge: Challenge): Promise<Payload> =>
    build(await factsOf(parts, challenge))

export const invitation: PostKind = { kind: 'invitation', to: 'channel', compose: card(invitationCard) }
export const announcement: PostKind = {
  kind: 'announcement',
  to: 'thread',
  pinned: true,
  compose: card(announcementCard),
}
const voting: PostKind = { kind: 'voting', to: 'thread', compose: card(votingCard) }
const podium: PostKind = { kind: 'podium', to: 'thread', compose: composePodium, renew: podiumNow }
const cancelled: PostKind = { kind: 'cancelled', to: 'thread', compose: card(cancelledCard) }
const trouble: PostKind = { kind: 'trouble', to: 'channel', compose: card(troubleCard) }

const byPhase: { readonly [Phase in ChallengePhase]: readonly PostKind[] } = {
  entries: [],
  voting: [voting],
  ended: [podium],
  cancelled: [cancelled],
}

/** The messages of the present phase, in order. They are posted once the thread exists. */
export async function postsOf(parts: ChallengeParts, challenge: Challenge): Promise<readonly PostKind[]> {
  const isGone = challenge.trouble === 'thread-gone' && isOpen(challenge)
  const places = challenge.phase === 'ended' ? await placePosts(parts, challenge) : []
  return [...(isGone ? [trouble] : []), ...byPhase[challenge.phase], ...places]
}

/** The messages that show how many people take part while a challenge is open. */
export const livePosts: readonly PostKind[] = [announcement, invitation, voting]

/** The facts that the cards of a challenge show now. */
export async function factsOf(parts: ChallengeParts, challenge: Challenge): Promise<ChallengeFacts> {
  const { store, messagesFor } = parts
  return {
    challenge,
    counts: await store.challenges.counts(challenge.id),
    given: await givenPicture(parts, challenge),
    messages: await messagesFor(challenge.guildId),
  }
}

async function givenPicture(
  { store }: Pick<ChallengeParts, 'store'>,
  { rules: { picture } }: Challenge,
): Promise<OutgoingFile | undefined> {
  if (picture === undefined) return undefined
  const about = await store.pictures.about(picture.sha256)
  const data = about === null ? null : await store.pictures.get(picture.sha256)
  // The unchanged bytes, since the rule compares pictures by their checksum.
  return about === null || data === null ? undefined : { name: `given.${about.format}`, data }
}

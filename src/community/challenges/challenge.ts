import { z } from 'zod'
import { pictureRef } from '#src/requests/picture-ref.ts'
import { fields, size } from '#src/requests/fields.ts'
import { modes } from '#src/requests/modes/registry.ts'
import type { Mode } from '#src/requests/draw-request.ts'
import { oneOf, nonEmptyText, whole } from '#src/schemas.ts'

/** The modes that a challenge can ask for. */
export const challengeModes = Object.keys(modes) as Mode[]

/** `entries` → `voting` → `ended`; `cancelled` from either of the first two. */
export const challengePhases = ['entries', 'voting', 'ended', 'cancelled'] as const
export type ChallengePhase = (typeof challengePhases)[number]

/** One to five stars for each entry, or one of two entries at a time. */
export const votingKinds = ['stars', 'duels'] as const
export type VotingKind = (typeof votingKinds)[number]

/** What an entry must be. Absent rules allow everything. */
export const challengeRules = z.strictObject({
  mode: oneOf(challengeModes).optional(),
  /** The picture that must be inpainted. */
  picture: pictureRef.optional(),
  /** Each must occur in one of the prompts. */
  words: z.array(nonEmptyText({ maxLength: 40 })).max(10),
  /** The style, or a part of the prompt. */
  style: nonEmptyText(fields.style).optional(),
  seed: whole(fields.seed).optional(),
  size: size.optional(),
})
export type ChallengeRules = z.infer<typeof challengeRules>

/** The reason why the bot could not post a challenge's message. */
export const challengeTroubles = ['thread-gone', 'channel-gone', 'locked', 'forbidden', 'refused'] as const
export type ChallengeTrouble = (typeof challengeTroubles)[number]

/** The parameters of a new challenge. Times are in milliseconds. */
export interface ChallengePlan {
  readonly guildId: string
  /** The text channel or forum in which its thread is opened. */
  readonly channelId: string
  readonly starterId: string
  readonly theme: string
  readonly rules: ChallengeRules
  readonly voting: VotingKind
  /** How many entries a person may have. */
  readonly entriesEach: number
  readonly entryTime: number
  readonly voteTime: number
}

/** A challenge as the store holds it. Points in time are milliseconds since 1970. */
export interface Challenge extends Omit<ChallengePlan, 'entryTime'> {
  readonly id: string
  readonly phase: ChallengePhase
  readonly entriesEnd: number
  /** Null until the voting begins. */
  readonly votesEnd: number | null
  readonly season: string
  /** The weekly series that it belongs to. */
  readonly seriesId: string | null
  /** The seed of the order of each voter's ballot. */
  readonly ballotSeed: number
  readonly threadId: string | null
  readonly trouble: ChallengeTrouble | null
  /** How many changes the messages of the present phase do not show yet. */
  readonly postsDue: number
  readonly createdAt: number
}

/** A picture that takes part. */
export interface Entry {
  readonly id: string
  readonly challengeId: string
  readonly personId: string
  readonly jobId: string
  /** Which picture of the job, from 0. */
  readonly picture: number
  /** When it was entered, or replaced another entry. */
  readonly enteredAt: number
}

/**
 * One vote. With stars, `entryId` has `value` stars and `otherId` is empty. With duels, `entryId` and `otherId` are in
 * alphabetical order, and `value` is 1 if `entryId` won, else 0.
 */
export interface Vote {
  readonly voterId: string
  readonly entryId: string
  readonly otherId: string
  readonly value: number
}

import type { Challenge, Entry, Vote } from '#src/community/challenges/challenge.ts'

/** An entry of a person; later letters entered later. */
export const entry = (id: string, personId = `person-${id}`): Entry => ({
  id,
  challengeId: 'c',
  personId,
  jobId: `job-${id}`,
  picture: 0,
  enteredAt: id.charCodeAt(0),
})

export const star = (voterId: string, entryId: string, value: number): Vote => ({
  voterId,
  entryId,
  otherId: '',
  value,
})

/** A duel in which `winner` won. */
export const duel = (voterId: string, winner: string, loser: string): Vote =>
  winner < loser
    ? { voterId, entryId: winner, otherId: loser, value: 1 }
    : { voterId, entryId: loser, otherId: winner, value: 0 }

export const challenge = (rest: Partial<Challenge> = {}): Challenge => ({
  id: 'c',
  guildId: 'g',
  channelId: 'ch',
  starterId: 's',
  theme: 'Owls at night',
  rules: { words: [] },
  voting: 'stars',
  entriesEach: 1,
  voteTime: 1000,
  phase: 'entries',
  entriesEnd: 5000,
  votesEnd: null,
  season: '2026-Q3',
  seriesId: null,
  ballotSeed: 7,
  threadId: null,
  trouble: null,
  postsDue: 0,
  createdAt: 0,
  ...rest,
})

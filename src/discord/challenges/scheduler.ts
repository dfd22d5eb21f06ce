import type { Challenge } from '#src/community/challenges/challenge.ts'
import { isOpen, phaseAfter, type PhaseChange, phaseDue } from '#src/community/challenges/phases.ts'
import { seriesStep } from '#src/community/challenges/series.ts'
import { standings } from '#src/community/challenges/standings.ts'
import { createRegularCheck } from '#src/regular-check.ts'
import { createKeyedMutex } from '#src/store/keyed-mutex.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import { removeDeletedEntries } from './deleted-entries.ts'
import { publish } from './publish.ts'
import { createRefresh } from './refresh.ts'

/** Milliseconds between two checks. The rows hold the due times, so a restart misses none. */
const checkInterval = 10_000
/** Milliseconds until a request is repeated that Discord has refused. */
const afterRefusal = 10 * 60_000

/** Moves challenges forward: changes phases, posts messages, updates counts, starts series. */
export interface ChallengeScheduler {
  /** Reads which channels are hidden. Call it before anybody can draw. */
  prepare(): Promise<void>
  /** Checks all of them now, and again every few seconds. */
  start(): Promise<void>
  stop(): Promise<void>
  /** Brings one challenge up to date at once. */
  update(id: string): Promise<Challenge | null>
  /** Ends the present phase now: null if the challenge is over. */
  endPhase(challenge: Challenge): Promise<Challenge | null>
  /** Changes the phase: null if it is no longer what `challenge` says. */
  advance(challenge: Challenge, change: PhaseChange): Promise<Challenge | null>
  /** Whether drawings in this channel stay private, so that nobody knows whose entry is whose. */
  hides(channelId: string | null): boolean
}

/** Chooses the phase that follows: `phaseDue` or `phaseAfter`. */
type ChooseChange = typeof phaseDue

/** The change of phase that `choose` finds for the entries that are really there. */
async function changeOf(
  parts: ChallengeParts,
  challenge: Challenge,
  choose: ChooseChange,
): Promise<PhaseChange | undefined> {
  const { store, clock } = parts
  const count = async () => choose(challenge, (await store.challenges.counts(challenge.id)).entries, clock.now())
  if ((await count()) === undefined) return undefined
  await removeDeletedEntries(parts, challenge.id)
  return count()
}

/** Starts the next challenge of each series that is due. */
async function startSeries({ store, clock, log }: ChallengeParts): Promise<void> {
  for (const series of await store.challenges.series())
    try {
      const step = seriesStep(series, clock.now())
      if (step !== undefined) await store.challenges.startNext(series, step)
    } catch (error) {
      log.warn({ series: series.id, err: error }, 'the next challenge of a series could not be started')
    }
}

export function createChallengeScheduler(parts: ChallengeParts): ChallengeScheduler {
  const { store, clock, log } = parts
  const lock = createKeyedMutex()
  const refresh = createRefresh(parts)
  const refused = new Map<string, number>()
  const threads = new Map<string, string>()

  const advance = ({ id, phase }: Challenge, change: PhaseChange): Promise<Challenge | null> =>
    store.challenges.advance(id, phase, change, (entries, votes, { voting }) => standings(entries, votes, voting))

  function keepThread({ id, threadId, ...challenge }: Challenge): void {
    if (threadId !== null && isOpen(challenge)) threads.set(id, threadId)
    else threads.delete(id)
  }

  async function moveForward(id: string, isAsked: boolean): Promise<Challenge | null> {
    let challenge = await store.challenges.get(id)
    if (challenge === null) return null
    const change = await changeOf(parts, challenge, phaseDue)
    if (change !== undefined) challenge = (await advance(challenge, change)) ?? challenge
    const mayTry = isAsked || change !== undefined || clock.monotonic() >= (refused.get(id) ?? -Infinity)
    if (challenge.postsDue > 0 && mayTry) {
      challenge = await publish(parts, challenge)
      // Without trouble something has changed while the messages were posted, and the next look posts it.
      if (challenge.postsDue > 0 && challenge.trouble !== null) refused.set(id, clock.monotonic() + afterRefusal)
    }
    keepThread(challenge)
    // When it is over, the announcement says so once.
    if (isOpen(challenge) || change !== undefined || isAsked) await refresh(challenge)
    return challenge
  }

  const update = (id: string, isAsked = true) => lock(id, () => moveForward(id, isAsked))

  const check = createRegularCheck({
    clock,
    interval: checkInterval,
    async check() {
      await startSeries(parts).catch((error: unknown) => log.error({ err: error }, 'the series could not be read'))
      for (const { id } of await store.challenges.unfinished())
        await update(id, false).catch((error: unknown) =>
          log.warn({ challenge: id, err: error }, 'a challenge could not be updated'),
        )
    },
    onFailure: (error) => log.error({ err: error }, 'challenges could not be read'),
  })

  return {
    async prepare() {
      for (const challenge of await store.challenges.unfinished()) keepThread(challenge)
    },
    start: () => check.start(),
    stop: () => check.stop(),
    update: (id) => update(id),
    async endPhase(challenge) {
      const change = await changeOf(parts, challenge, phaseAfter)
      return change === undefined ? null : advance(challenge, change)
    },
    advance,
    hides: (channelId) => channelId !== null && [...threads.values()].includes(channelId),
  }
}

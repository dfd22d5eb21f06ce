import { hintDue } from '#src/community/guess/hints.ts'
import type { Round, RoundOutcome } from '#src/community/guess/round.ts'
import { createRegularCheck } from '#src/regular-check.ts'
import { createKeyedMutex } from '#src/store/keyed-mutex.ts'
import { closeRound } from './close-round.ts'
import type { GuessParts } from './guess-parts.ts'
import { pictureOfRound } from './round-picture.ts'
import { createShowRound } from './show-round.ts'

/** Milliseconds between two checks. The rows hold the due times, so a restart misses none. */
const checkInterval = 5_000
/** Milliseconds until a round without a job counts as failed: the process died before the job was in the queue. */
const jobTimeout = 2 * 60_000

/** Moves guessing rounds forward: opens them when their picture is drawn, shows hints, and ends them. */
export interface GuessScheduler {
  /** Checks all of them now, and again every few seconds. */
  start(): Promise<void>
  stop(): Promise<void>
  /** Brings one round up to date at once. */
  update(id: string): Promise<Round | null>
  /** Ends a round now: null if it is over already. */
  end(id: string, outcome: RoundOutcome): Promise<Round | null>
}

export function createGuessScheduler(parts: GuessParts): GuessScheduler {
  const { store, clock, log } = parts
  const lock = createKeyedMutex()
  const show = createShowRound(parts)

  async function moveForward(id: string): Promise<Round | null> {
    let round = await store.guess.get(id)
    if (round?.phase === 'drawing') round = await openWhenDrawn(parts, round)
    if (round?.phase === 'open') round = await showHintsOrEnd(parts, round)
    if (round === null) return null
    if (round.phase === 'open') {
      const shown = await show(round)
      const outcome = { shown: undefined, 'not-posted': 'failed', deleted: 'cancelled' } as const
      const end = outcome[shown]
      if (end !== undefined) round = (await store.guess.end(id, end)) ?? (await store.guess.get(id)) ?? round
    }
    if (round.phase === 'ended' && round.postsDue > 0) {
      await show(round)
      await closeRound(parts, round)
      return store.guess.get(id)
    }
    return round
  }

  const update = (id: string) => lock(id, () => moveForward(id))

  const check = createRegularCheck({
    clock,
    interval: checkInterval,
    async check() {
      for (const { id } of await store.guess.unfinished())
        await update(id).catch((error: unknown) =>
          log.warn({ round: id, err: error }, 'a guessing round could not be updated'),
        )
    },
    onFailure: (error) => log.error({ err: error }, 'guessing rounds could not be read'),
  })

  return {
    start: () => check.start(),
    stop: () => check.stop(),
    update,
    async end(id, outcome) {
      const round = await store.guess.end(id, outcome)
      return round === null ? null : update(id)
    },
  }
}

/** Opens a round once its picture is there, and ends it if there will be none. */
async function openWhenDrawn({ store, clock }: GuessParts, round: Round): Promise<Round | null> {
  const { id, jobId, duration, createdAt } = round
  const now = clock.now()
  if (jobId === null) return now < createdAt + jobTimeout ? round : store.guess.end(id, 'failed')
  const job = await store.jobs.get(jobId)
  if (job !== null && job.endedAt === null) return round
  const picture = await pictureOfRound({ store }, round)
  if (picture === undefined) return store.guess.end(id, round.giverId === null ? 'failed' : 'gone')
  const nextHintAt = hintDue(0, picture.plan.hints.length, now, duration)
  return store.guess.open(id, { openedAt: now, endsAt: now + duration, nextHintAt })
}

/** Shows the hints that are due. Ends a round whose time is over or whose picture was deleted. */
async function showHintsOrEnd({ store, clock }: GuessParts, round: Round): Promise<Round | null> {
  const { id, duration, openedAt, endsAt } = round
  const now = clock.now()
  if (endsAt !== null && endsAt <= now) return (await store.guess.end(id, 'time')) ?? store.guess.get(id)
  const picture = await pictureOfRound({ store }, round)
  if (picture === undefined) return (await store.guess.end(id, 'gone')) ?? store.guess.get(id)
  let current = round
  while (current.nextHintAt !== null && current.nextHintAt <= now) {
    const { hints } = current
    const next = hintDue(hints + 1, picture.plan.hints.length, openedAt ?? now, duration)
    const shown = await store.guess.showHint(id, hints, next)
    if (shown === null) return store.guess.get(id)
    current = shown
  }
  return current
}

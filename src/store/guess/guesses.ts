import type { Kysely } from 'kysely'
import { guessLimit, type JudgedGuess } from '#src/community/guess/round.ts'
import type { Tables } from '../tables.ts'
import type { GuessOutcome, GuessStore } from './guess-store.ts'
import type { GuessStoreOptions } from './options.ts'
import { endRound } from './rounds.ts'
import { scoreOf } from './rows.ts'

type Methods = Pick<GuessStore, 'waitFor' | 'guess' | 'found' | 'counts' | 'scoresOf' | 'scores'>

export function guessMethods(database: Kysely<Tables>, { now }: GuessStoreOptions): Methods {
  const scores = database.selectFrom('guess_scores').selectAll()
  return {
    waitFor: (roundId, personId, guesses) => waitFor(database, { roundId, personId, guesses }, now()),

    guess: (roundId, personId, guesses, readings) =>
      database
        .transaction()
        .execute((transaction) => countGuesses(transaction, { roundId, personId, guesses, readings }, now())),

    found: (roundId, personId) => foundBy(database, roundId, personId),

    async counts(roundId) {
      const rows = await database
        .selectFrom('guess_guesses')
        .select(({ fn }) => ['person_id', fn.count<number>('reading').distinct().as('found')])
        .where('round_id', '=', roundId)
        .groupBy('person_id')
        .execute()
      return { guessers: rows.length, finders: rows.filter(({ found }) => found > 0).length }
    },

    async scoresOf(roundId) {
      const rows = await scores
        .where('round_id', '=', roundId)
        .orderBy('won', 'desc')
        .orderBy('found', 'desc')
        .orderBy('person_id')
        .execute()
      return rows.map(scoreOf)
    },

    async scores(guildId) {
      const rows = await scores.where('guild_id', '=', guildId).orderBy('ended_at').orderBy('round_id').execute()
      return rows.map(scoreOf)
    },
  }
}

interface Guessing {
  readonly roundId: string
  readonly personId: string
  readonly guesses: readonly JudgedGuess[]
  readonly readings: number
}

async function countGuesses(
  database: Kysely<Tables>,
  { roundId, personId, guesses, readings }: Guessing,
  now: number,
): Promise<GuessOutcome> {
  const round = await database
    .selectFrom('guess_rounds')
    .select('giver_id')
    .where('id', '=', roundId)
    .where('phase', '=', 'open')
    .where('ends_at', '>', now)
    .executeTakeFirst()
  // Nobody guesses what they gave, whatever the caller has checked.
  if (round === undefined || round.giver_id === personId) return { outcome: 'closed' }
  const again = await waitFor(database, { roundId, personId, guesses: guesses.length }, now)
  if (again !== null) return { outcome: 'too-many', again }
  if (guesses.length > 0)
    await database
      .insertInto('guess_guesses')
      .values(
        guesses.map(({ verdict, reading }) => ({
          round_id: roundId,
          person_id: personId,
          verdict,
          reading,
          guessed_at: now,
        })),
      )
      .execute()
  const found = await foundBy(database, roundId, personId)
  const won = found.length >= readings && (await endRound(database, roundId, 'won', personId, now)) !== null
  return { outcome: 'counted', found, won }
}

async function foundBy(database: Kysely<Tables>, roundId: string, personId: string): Promise<readonly number[]> {
  const rows = await database
    .selectFrom('guess_guesses')
    .select('reading')
    .distinct()
    .where('round_id', '=', roundId)
    .where('person_id', '=', personId)
    .where('reading', 'is not', null)
    .orderBy('reading')
    .execute()
  return rows.flatMap(({ reading }) => reading ?? [])
}

/** When a person may guess so often again: once enough guesses of theirs are older than the limit's time. */
async function waitFor(
  database: Kysely<Tables>,
  { roundId, personId, guesses }: { readonly roundId: string; readonly personId: string; readonly guesses: number },
  now: number,
): Promise<number | null> {
  const rows = await database
    .selectFrom('guess_guesses')
    .select('guessed_at')
    .where('round_id', '=', roundId)
    .where('person_id', '=', personId)
    .where('guessed_at', '>', now - guessLimit.within)
    // A clock that was set back must not lock people out.
    .where('guessed_at', '<=', now)
    .orderBy('guessed_at')
    .execute()
  const over = rows.length + guesses - guessLimit.guesses
  const last = rows[over - 1]
  return over <= 0 || last === undefined ? null : last.guessed_at + guessLimit.within
}

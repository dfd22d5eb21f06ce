import type { Kysely } from 'kysely'
import { UserError } from '#src/errors.ts'
import { quotaRefused } from '#src/messages/quotas.ts'
import { fill } from '#src/messages/template.ts'
import type { Allowance, ChargeStore } from './personal-stores.ts'
import type { Tables } from './tables.ts'

const day = 24 * 60 * 60 * 1000

/** The last midnight, UTC. In milliseconds since 1970. */
const midnight = (now: number): number => Math.floor(now / day) * day

const relative = (milliseconds: number): string => `<t:${Math.ceil(milliseconds / 1000)}:R>`

/**
 * Reserves the pictures of a job that is being accepted. Runs in the transaction that accepts it, so that commands at the
 * same moment cannot overdraw.
 *
 * @throws UserError `quota-used`, `cooldown`
 */
export async function reserve(
  database: Kysely<Tables>,
  job: { readonly id: string; readonly personId: string },
  { guildId, pictures, perDay, cooldownSeconds = 0 }: Allowance,
  now: number,
): Promise<void> {
  const { used, lastAt } = await usageOf(database, job.personId, guildId, now)
  if (perDay !== undefined && used + pictures > perDay) throw overdrawn({ used, pictures, perDay, now })
  const ready = (lastAt ?? -Infinity) + cooldownSeconds * 1000
  // A clock that was set back must not lock people out.
  if (lastAt !== null && lastAt <= now && now < ready)
    throw new UserError('cooldown', fill(quotaRefused.cooldown, { when: relative(ready) }), { ready })
  await database
    .insertInto('charges')
    .values({
      job_id: job.id,
      person_id: job.personId,
      guild_id: guildId,
      pictures,
      reserved_at: now,
      charged_at: null,
    })
    .execute()
}

function overdrawn(facts: {
  readonly used: number
  readonly pictures: number
  readonly perDay: number
  readonly now: number
}): UserError {
  const { used, pictures, perDay, now } = facts
  const left = Math.max(0, perDay - used)
  const details = { left, limit: perDay, pictures, when: relative(midnight(now) + day) }
  const sentence = perDay === 0 ? quotaRefused.none : left === 0 ? quotaRefused.used : quotaRefused.tooMany
  return new UserError('quota-used', fill(sentence, details), details)
}

/** Charges a job that is done, without the pictures that nobody gets to see. One that failed or was cancelled costs nothing. */
export async function chargeJob(
  database: Kysely<Tables>,
  jobId: string,
  { state, withheld = 0 }: { readonly state: 'done' | 'failed' | 'cancelled'; readonly withheld?: number },
  now: number,
): Promise<void> {
  if (state !== 'done') {
    await database.deleteFrom('charges').where('job_id', '=', jobId).execute()
    return
  }
  await database
    .updateTable('charges')
    .set(({ eb }) => ({ charged_at: now, pictures: eb('pictures', '-', withheld) }))
    .where('job_id', '=', jobId)
    .execute()
}

/** Removes charges of past days, and reservations whose job is gone. */
export async function sweepCharges(database: Kysely<Tables>, now: number): Promise<void> {
  await database
    .deleteFrom('charges')
    .where('charged_at', '<', midnight(now) - day)
    .execute()
  await database
    .deleteFrom('charges')
    .where('charged_at', 'is', null)
    .where('job_id', 'not in', database.selectFrom('jobs').select('id').where('ended_at', 'is', null))
    .execute()
}

async function usageOf(database: Kysely<Tables>, personId: string, guildId: string, now: number) {
  const rows = await database
    .selectFrom('charges')
    .select(['pictures', 'reserved_at', 'charged_at'])
    .where('person_id', '=', personId)
    .where('guild_id', '=', guildId)
    .execute()
  const today = rows.filter(({ charged_at }) => charged_at === null || charged_at >= midnight(now))
  const sum = (counted: typeof rows): number => counted.reduce((total, { pictures }) => total + pictures, 0)
  return {
    used: sum(today),
    reserved: sum(today.filter(({ charged_at }) => charged_at === null)),
    lastAt: rows.length === 0 ? null : Math.max(...rows.map(({ reserved_at }) => reserved_at)),
    resetsAt: midnight(now) + day,
  }
}

export function createChargeStore(database: Kysely<Tables>, { now }: { readonly now: () => number }): ChargeStore {
  return { usage: (personId, guildId) => usageOf(database, personId, guildId, now()) }
}

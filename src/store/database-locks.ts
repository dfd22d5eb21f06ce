import type { PoolClient } from 'pg'
import { UserError } from '#src/errors.ts'
import { storeRefused } from '#src/messages/refusals.ts'
import { rangeText, type ShardRange } from '#src/shard-range.ts'

/** Takes what a process needs in the session of a connection. Resolves with the reason if somebody else has it. */
export type TakeLock = (client: PoolClient) => Promise<UserError | undefined>

/** Our keys among the advisory locks of a database. Those with two parts have the shard, the number of shards, or the folder second. */
const keys = { bot: 0x6475636b, shard: 0x6475636c, count: 0x6475636d, folder: 0x6475636e } as const

/** One of several processes that share a database. */
export interface SharingProcess {
  readonly range: ShardRange
  /** A number that stands for the data folder, below 2^31. */
  readonly folder: number
}

/**
 * The locks by which processes keep each other out of a database.
 *
 * A bot of one process holds the first key alone. Processes with a part of the shards share it, and hold a key for each of
 * their shards. All of them must agree on the number of shards and on the data folder, whose keys they share as well.
 *
 * @param name of the database, for sentences
 */
export function databaseLock(name: string, sharing: SharingProcess | undefined): TakeLock {
  return sharing === undefined ? takeAlone(name) : takeShards(name, sharing)
}

const inUse = (name: string): UserError => new UserError('database-in-use', storeRefused.databaseInUse(name), { name })

const takeAlone =
  (name: string): TakeLock =>
  async (client) => {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [keys.bot])
    return rows[0]?.taken === true ? undefined : inUse(name)
  }

function takeShards(name: string, { range, folder }: SharingProcess): TakeLock {
  const shards = rangeText(range)
  const refusals = {
    bot: () => inUse(name),
    shard: () => new UserError('shards-in-use', storeRefused.shardsInUse(shards, name), { shards, name }),
    count: () => new UserError('shards-differ', storeRefused.shardsDiffer(shards, name), { shards, name }),
    folder: () => new UserError('folders-differ', storeRefused.foldersDiffer(name), { name }),
  }
  return async (client) => {
    const missing = await takeParts(client, range, folder)
    if (missing === undefined) return undefined
    // A part of them is of no use, and would keep out others.
    await client.query('select pg_advisory_unlock_all()')
    return refusals[missing]()
  }
}

/** Takes the keys of a process with a part of the shards. Returns the kind of the first that it cannot have. */
async function takeParts(
  client: PoolClient,
  { first, last, count }: ShardRange,
  folder: number,
): Promise<keyof typeof keys | undefined> {
  const { rows } = await client.query<{ together: boolean; own: boolean }>(
    `select pg_try_advisory_lock_shared($1) as together,
       (select bool_and(pg_try_advisory_lock($2, shard)) from generate_series($3::int, $4::int) shard) as own,
       pg_try_advisory_lock_shared($5, $6), pg_try_advisory_lock_shared($7, $8)`,
    [keys.bot, keys.shard, first, last, keys.count, count, keys.folder, folder],
  )
  const [taken] = rows
  if (taken?.together !== true) return 'bot'
  if (await othersHold(client, keys.count, count)) return 'count'
  if (!taken.own) return 'shard'
  return (await othersHold(client, keys.folder, folder)) ? 'folder' : undefined
}

/** Whether another session holds a lock of this kind with another value. */
async function othersHold(client: PoolClient, key: number, own: number): Promise<boolean> {
  const { rows } = await client.query(
    `select 1 from pg_locks
     where locktype = 'advisory' and granted and objsubid = 2 and pid <> pg_backend_pid()
       and database = (select oid from pg_database where datname = current_database())
       and classid::bigint = $1 and objid::bigint <> $2 limit 1`,
    [key, own],
  )
  return rows.length > 0
}

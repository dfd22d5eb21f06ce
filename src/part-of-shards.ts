import type { Configuration } from './config.ts'
import { UserError } from './errors.ts'
import { startRefused as words } from './messages/refusals.ts'
import { isPart, rangeText, type ShardRange } from './shard-range.ts'

/**
 * The shards of this process, if other processes of the bot have the rest.
 *
 * @throws UserError `bad-configuration` if the processes could not work together
 */
export function partOfShards({
  shards,
  discordToken,
  databaseUrl,
  queueUrl,
}: Pick<Configuration, 'shards' | 'discordToken' | 'databaseUrl' | 'queueUrl'>): ShardRange | undefined {
  if (typeof shards !== 'object' || !isPart(shards)) return undefined
  const range = rangeText(shards)
  if (discordToken === undefined) throw new UserError('bad-configuration', words.shardsNeedDiscord(range))
  if (databaseUrl === undefined) throw new UserError('bad-configuration', words.shardsNeedDatabase(range))
  if (queueUrl === undefined) throw new UserError('bad-configuration', words.shardsNeedQueue(range))
  return shards
}

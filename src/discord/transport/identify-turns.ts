import type { ClientOptions } from 'discord.js'

/** What discord.js calls before it opens connections. */
type BuildThrottler = NonNullable<NonNullable<ClientOptions['ws']>['buildIdentifyThrottler']>

/** The turns in which shards may identify, over all processes of a bot. */
export interface IdentifyTurns {
  /**
   * Resolves when a shard may identify. Shards with the same `lane` take turns.
   *
   * @throws the signal's reason
   */
  wait(lane: number, signal: AbortSignal): Promise<void>
}

/**
 * discord.js paces the shards of its own process. Discord counts those of all processes: shards with the same remainder of
 * `index / max_concurrency` may identify once in five seconds.
 * https://docs.discord.com/developers/events/gateway#rate-limiting
 */
export const sharedThrottler =
  (turns: IdentifyTurns): BuildThrottler =>
  async (manager) => {
    const { session_start_limit: limit } = await manager.fetchGatewayInformation()
    return { waitForIdentify: (shard, signal) => turns.wait(shard % limit.max_concurrency, signal) }
  }

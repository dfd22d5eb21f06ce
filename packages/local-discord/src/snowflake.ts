import type { Clock } from '@duckrabbit/clock'

/** The first second of 2015, from which Discord counts (https://docs.discord.com/developers/reference#snowflakes). */
const DISCORD_EPOCH = 1_420_070_400_000n

/** Makes ids that contain their time and never repeat, even if a test's clock stands still. */
export function createSnowflakes(clock: Clock): () => string {
  let last = 0n
  return () => {
    const id = (BigInt(Math.floor(clock.now())) - DISCORD_EPOCH) << 22n
    last = id > last ? id : last + 1n
    return last.toString()
  }
}

/** Newer ids are larger as numbers, not as text. */
export function compareSnowflakes(a: string, b: string): number {
  return BigInt(a) < BigInt(b) ? -1 : BigInt(a) > BigInt(b) ? 1 : 0
}

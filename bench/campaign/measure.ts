import { setTimeout as sleep } from 'node:timers/promises'
import type { Reply } from 'local-discord/testing'
import type { BotProcess, BotStats } from './bot-control.ts'

/** A claim, whether it holds, and what was measured. */
export interface Finding {
  readonly claim: string
  readonly holds: boolean
  readonly measured: string
}

export const finding = (claim: string, holds: boolean, measured: string | number): Finding => ({
  claim,
  holds,
  measured: String(measured),
})

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

const milliseconds = (value: number): string => `${Math.round(value)} ms`

/** @param times milliseconds until each acknowledgement */
export function quickAcknowledgements(times: readonly number[]): Finding {
  const [median, slowest] = [percentile(times, 0.5), percentile(times, 0.99)]
  return finding(
    'acknowledgement p99 < 1 s',
    slowest < 1000,
    `p50 ${milliseconds(median)}, p99 ${milliseconds(slowest)}`,
  )
}

/** @param suffix text after the first number */
export function freeEventLoop({ blocking }: BotStats, suffix = ''): Finding {
  const { longest, p99, longestWork, longestWait, longestCollection } = blocking
  return finding(
    'the bot’s work never blocks the event loop for more than 50 ms',
    longestWork <= 50,
    [
      `longest ${milliseconds(longestWork)}${suffix} (garbage collection ${milliseconds(longestCollection)})`,
      `waited for the disk or other threads up to ${milliseconds(longestWait)}`,
      `with waiting for a processor longest ${milliseconds(longest)}, p99 ${milliseconds(p99)}`,
    ].join('; '),
  )
}

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

/** Waits for an acknowledgement. Milliseconds until then; null if there was none. */
export async function acknowledgement(reply: Reply, since: number): Promise<number | null> {
  try {
    await reply.acknowledged()
  } catch {
    return null
  }
  return reply.failure === null ? performance.now() - since : null
}

/** Waits until every job has ended and is delivered. False if none ends or is delivered for `seconds`. */
export async function settled(bot: BotProcess, seconds: number): Promise<boolean> {
  // A command may be between its acknowledgement and its job, so nothing must be open for a while.
  let quiet = 0
  let fewest = Infinity
  for (let until = 0; fewest === Infinity || performance.now() < until; await sleep(500)) {
    const { open, undelivered } = await bot.stats()
    // A job that ends counts as undelivered until it is delivered.
    const left = 2 * open + undelivered
    quiet = left === 0 ? quiet + 1 : 0
    if (quiet > 4) return true
    if (left < fewest) until = performance.now() + seconds * 1000
    fewest = Math.min(fewest, left)
  }
  return false
}

/** What a process holds when nothing happens. Its idle connections are closed after the twenty seconds that the server asks for. */
export async function atRest(bot: BotProcess): Promise<BotStats> {
  await sleep(25_000)
  return bot.stats({ collect: true })
}

/** What has grown in a process between two moments. Compiled code grows until all of the program was used often: it is told apart. */
export function growth(before: BotStats, after: BotStats): readonly Finding[] {
  const dataOf = ({ heap, code }: BotStats): number => heap - code
  const share = (dataOf(after) - dataOf(before)) / dataOf(before)
  const both = (of: (stats: BotStats) => number): string => `${megabytes(of(before))} and ${megabytes(of(after))}`
  return [
    finding(
      'memory in use, without compiled code, is back within 10 %',
      share <= 0.1,
      `${megabytes(dataOf(before))} before, ${megabytes(dataOf(after))} after; ${both(({ heap }) => heap)} (whole heap), ${both(({ rss }) => rss)} (whole process)`,
    ),
    finding('timers do not grow', after.timers <= before.timers + 3, `${before.timers} before, ${after.timers} after`),
    finding(
      'handles do not grow',
      after.handles <= before.handles + 5,
      `${before.handles} before, ${after.handles} after`,
    ),
    finding('open files do not grow', after.files <= before.files + 5, `${before.files} before, ${after.files} after`),
  ]
}

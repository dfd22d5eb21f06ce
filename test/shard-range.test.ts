import { describe, expect, it } from 'vitest'
import { isPart, ownShards, rangeText, shardOf, shardRange } from '#src/shard-range.ts'

/** A guild on a shard of any number up to 16: Discord shifts ids by 22 bits. */
const guildOn = (shard: number): string => String((BigInt(160 + shard) << 22n) + 5n)

describe('SHARDS', () => {
  it.each([
    ['0-3/16', { first: 0, last: 3, count: 16 }],
    ['5/16', { first: 5, last: 5, count: 16 }],
    ['0-1/2', { first: 0, last: 1, count: 2 }],
  ])('%s is a range', (text, range) => {
    expect(shardRange.parse(text)).toEqual(range)
    expect(rangeText(range)).toBe(text)
  })

  it.each(['3-0/16', '0-16/16', '16/16', '0-3', '-1/2', '0-1/1001', '0-1/0', '1-2/3/4'])('%s is refused', (text) => {
    expect(shardRange.safeParse(text).success).toBe(false)
  })

  it('is a part if others serve the rest', () => {
    expect(isPart({ first: 0, last: 3, count: 16 })).toBe(true)
    expect(isPart({ first: 0, last: 15, count: 16 })).toBe(false)
  })
})

describe('the shard of a guild', () => {
  it('is the one of Discord’s formula, and 0 for direct messages', () => {
    expect([0, 1, 7, 15].map((shard) => shardOf(guildOn(shard), 16))).toEqual([0, 1, 7, 15])
    expect(shardOf(null, 16)).toBe(0)
  })
})

describe('a process with the shards 4-7/16', () => {
  const own = ownShards({ first: 4, last: 7, count: 16 })

  it('looks after its guilds, and not after direct messages', () => {
    expect([3, 4, 7, 8].map((shard) => own.ownsGuild(guildOn(shard)))).toEqual([false, true, true, false])
    expect(own.ownsGuild(null)).toBe(false)
  })

  it('marks jobs with their shard, and keeps one that came to it from elsewhere', () => {
    expect(own.markOf(guildOn(6))).toBe('6/16')
    expect(own.markOf(guildOn(9))).toBe('4/16')
    expect(own.ownsJob('4/16', guildOn(9))).toBe(true)
    expect(own.ownsJob('9/16', guildOn(4))).toBe(false)
  })

  it('goes by the guild for jobs from before the number of shards changed', () => {
    expect(own.ownsJob('0/8', guildOn(5))).toBe(true)
    expect(own.ownsJob('5/8', guildOn(9))).toBe(false)
    expect(own.ownsJob(null, guildOn(5))).toBe(true)
    expect(own.ownsJob(null, null)).toBe(false)
  })
})

it('a bot of one process has all jobs, whatever marks they carry', () => {
  const own = ownShards(undefined)
  expect(own.markOf(guildOn(3))).toBeNull()
  expect(own.ownsJob('3/16', guildOn(3))).toBe(true)
  expect(own.ownsGuild(null)).toBe(true)
})

import { describe, expect, it } from 'vitest'
import { handover, rungFor, untilHandover } from '#src/discord/delivery/fallbacks.ts'

const minute = 60_000
const born = 1_000_000

describe('the ladder of a delivery', () => {
  const rungs = [
    [0, true, true, 'edit'],
    [12.9, true, true, 'edit'],
    [13, true, true, 'post'],
    [90, true, true, 'post'],
    [1, false, true, 'post'],
    [1, false, false, 'keep'],
    [13.5, true, false, 'edit'],
    [15, true, false, 'keep'],
    [13.5, false, false, 'keep'],
  ] as const

  it.each(rungs)('after %d minutes, token alive %s, may post %s: %s', (age, tokenAlive, mayPost, rung) => {
    expect(rungFor({ tokenBorn: born, tokenAlive, mayPost }, born + age * minute)).toBe(rung)
  })

  it('hands over at thirteen minutes, at once where that is past', () => {
    const reply = { tokenBorn: born, tokenAlive: true, mayPost: true }
    expect(untilHandover(reply, born + 3 * minute)).toBe(10 * minute)
    expect(untilHandover(reply, born + 14 * minute)).toBe(0)
  })

  it('hands over to a message where it may write, to a button where it may not', () => {
    const reply = { tokenBorn: born, tokenAlive: true }
    expect(handover({ ...reply, mayPost: true })).toBe('post')
    expect(handover({ ...reply, mayPost: false })).toBe('offer')
  })
})

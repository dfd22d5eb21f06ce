import { describe, expect, it } from 'vitest'
import { methodAfterExpiry, deliveryMethod, timeUntilHandover } from '#src/discord/delivery/fallbacks.ts'

const minute = 60_000
const created = 1_000_000

describe('delivery fallbacks', () => {
  const cases = [
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

  it.each(cases)('after %d minutes, token valid %s, may post %s: %s', (age, tokenAlive, mayPost, method) => {
    expect(deliveryMethod({ tokenIssued: created, tokenAlive, mayPost }, created + age * minute)).toBe(method)
  })

  it('announces the late delivery at thirteen minutes, or at once if they are over', () => {
    const reply = { tokenIssued: created, tokenAlive: true, mayPost: true }
    expect(timeUntilHandover(reply, created + 3 * minute)).toBe(10 * minute)
    expect(timeUntilHandover(reply, created + 14 * minute)).toBe(0)
  })

  it('announces a message where the bot may write, and a button where it may not', () => {
    const reply = { tokenIssued: created, tokenAlive: true }
    expect(methodAfterExpiry({ ...reply, mayPost: true })).toBe('post')
    expect(methodAfterExpiry({ ...reply, mayPost: false })).toBe('offer')
  })
})

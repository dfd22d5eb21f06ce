import { describe, expect, it } from 'vitest'
import { borrow, giveBack } from '#src/pipeline/array-pool.ts'

describe('arrays that are used again', () => {
  it('are lent to one at a time, by length', () => {
    const [first, second] = [borrow(1237), borrow(1237)]
    expect(first).not.toBe(second)
    giveBack(first)
    expect(borrow(1236)).not.toBe(first)
    expect(borrow(1237)).toBe(first)
    expect(borrow(1237)).not.toBe(first)
  })

  it('are not kept beyond what pictures need', () => {
    const large = Array.from({ length: 5 }, () => new Float32Array(2 ** 22))
    giveBack(...large)
    const again = Array.from({ length: 5 }, () => borrow(2 ** 22))
    const kept = again.filter((array) => large.some((other) => other === array))
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.length).toBeLessThan(5)
  })
})

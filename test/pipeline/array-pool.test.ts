import { describe, expect, it } from 'vitest'
import { createArrayPool } from '#src/pipeline/array-pool.ts'

describe('a pool of arrays', () => {
  it('gives an array of the requested length to one user at a time', () => {
    const pool = createArrayPool()
    const [first, second] = [pool.borrow(1237), pool.borrow(1237)]
    expect(first).not.toBe(second)
    pool.giveBack(first)
    expect(pool.borrow(1236)).not.toBe(first)
    expect(pool.borrow(1237)).toBe(first)
    expect(pool.borrow(1237)).not.toBe(first)
  })

  it('keeps no more than its limit', () => {
    const pool = createArrayPool(3 * 4 * 100)
    const arrays = Array.from({ length: 5 }, () => new Float32Array(100))
    pool.giveBack(...arrays)
    const again = Array.from({ length: 5 }, () => pool.borrow(100))
    expect(again.filter((array) => arrays.some((one) => one === array))).toHaveLength(3)
  })

  it('shares no arrays with another pool', () => {
    const [one, other] = [createArrayPool(), createArrayPool()]
    const array = one.borrow(64)
    one.giveBack(array)
    expect(other.borrow(64)).not.toBe(array)
  })
})

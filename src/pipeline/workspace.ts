import type { ArrayPool } from './array-pool.ts'

/** Arrays that live no longer than a step. They are taken while it is calculated and given back together at its end. */
export interface Workspace {
  /** An array of `length` float32 values. Its content is arbitrary, so write all of it. */
  take(length: number): Float32Array
  /** Gives everything that was taken back to the pool. */
  release(): void
}

/** A workspace that borrows its arrays from a pool. */
export function createWorkspace(pool: ArrayPool): Workspace {
  const taken: Float32Array[] = []
  return {
    take(length) {
      const array = pool.borrow(length)
      taken.push(array)
      return array
    },
    release() {
      pool.giveBack(...taken.splice(0))
    },
  }
}

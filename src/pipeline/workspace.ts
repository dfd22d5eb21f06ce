import { borrow, giveBack } from './array-pool.ts'

/** Arrays for what lives no longer than a step: taken while it is calculated, given back together at its end. */
export interface Workspace {
  /** An array that holds anything: write all of it. */
  take(length: number): Float32Array
  /** Takes back everything that was taken. */
  release(): void
}

export function createWorkspace(): Workspace {
  const taken: Float32Array[] = []
  return {
    take(length) {
      const array = borrow(length)
      taken.push(array)
      return array
    },
    release() {
      giveBack(...taken.splice(0))
    },
  }
}

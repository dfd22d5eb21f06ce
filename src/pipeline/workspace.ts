/**
 * Arrays for what lives no longer than a step: taken while it is calculated, given back together at its end, and handed
 * out again. A fresh array of a 256 px picture costs more than the sum that is written into it, since the system must
 * find and clear its memory.
 */
export interface Workspace {
  /** An array that holds anything: write all of it. */
  take(length: number): Float32Array
  /** Takes back everything that was taken. */
  release(): void
}

export function createWorkspace(): Workspace {
  const free = new Map<number, Float32Array[]>()
  const taken: Float32Array[] = []
  return {
    take(length) {
      const array = free.get(length)?.pop() ?? new Float32Array(length)
      taken.push(array)
      return array
    },
    release() {
      for (const array of taken.splice(0)) {
        const alike = free.get(array.length)
        if (alike === undefined) free.set(array.length, [array])
        else alike.push(array)
      }
    },
  }
}

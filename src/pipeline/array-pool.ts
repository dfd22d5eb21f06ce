/**
 * Arrays that are used again by the next step and the next picture.
 *
 * A fresh array of a 256 px picture costs more than the sum that is written into it: the system must clear its memory, and
 * V8 collects garbage whenever such arrays come to some megabytes, which is once a picture. Whoever samples owns one pool.
 */
export interface ArrayPool {
  /** An array of `length` float32 values. Its content is arbitrary, so write all of it. */
  borrow(length: number): Float32Array
  /** Takes arrays back. Nobody may read or write them any more. */
  giveBack(...arrays: readonly Float32Array[]): void
}

/** Enough for pictures of up to 1024 × 1024 pixels. */
const usualLimit = 64 * 2 ** 20

/** @param limit bytes of unused arrays that the pool keeps; arrays beyond that are left to the garbage collector */
export function createArrayPool(limit = usualLimit): ArrayPool {
  const free = new Map<number, Float32Array[]>()
  let bytes = 0
  return {
    borrow(length) {
      const array = free.get(length)?.pop()
      if (array === undefined) return new Float32Array(length)
      bytes -= array.byteLength
      return array
    },
    giveBack(...arrays) {
      for (const array of arrays) {
        if (bytes + array.byteLength > limit) continue
        bytes += array.byteLength
        const alike = free.get(array.length)
        if (alike === undefined) free.set(array.length, [array])
        else alike.push(array)
      }
    },
  }
}

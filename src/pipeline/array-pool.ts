/*
 * Arrays that are used again, by the next step and the next picture. A fresh array of a 256 px picture costs more than the sum that
 * is written into it: the system must clear its memory, and V8 counts its bytes and goes through the whole heap when they come to some
 * megabytes, which is once a picture.
 */

const free = new Map<number, Float32Array[]>()
let bytes = 0
/** Of what is kept for later, in bytes: all that pictures of up to 1024 × 1024 pixels need. */
const most = 64 * 2 ** 20

/** An array that holds anything: write all of it. */
export function borrow(length: number): Float32Array {
  const array = free.get(length)?.pop()
  if (array === undefined) return new Float32Array(length)
  bytes -= array.byteLength
  return array
}

/** Takes arrays back that nobody reads or writes any more. */
export function giveBack(...arrays: readonly Float32Array[]): void {
  for (const array of arrays) {
    if (bytes + array.byteLength > most) continue
    bytes += array.byteLength
    const alike = free.get(array.length)
    if (alike === undefined) free.set(array.length, [array])
    else alike.push(array)
  }
}

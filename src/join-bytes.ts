import { setImmediate as nextTurn } from 'node:timers/promises'

/** Bytes that are copied before the event loop goes on with something else, about a millisecond. */
const pieceSize = 1_000_000

/**
 * Joins parts to one buffer, as `Buffer.concat`. Large ones are copied piece by piece, and the event loop goes on in between:
 * ten megabytes at once would block it for ten milliseconds.
 */
export async function joinBytes(parts: readonly Uint8Array[]): Promise<Buffer<ArrayBuffer>> {
  const joined = Buffer.allocUnsafeSlow(parts.reduce((bytes, part) => bytes + part.byteLength, 0))
  let copied = 0
  let left = pieceSize
  for (const part of parts) {
    for (let start = 0; start < part.byteLength;) {
      if (left === 0) {
        await nextTurn()
        left = pieceSize
      }
      const piece = part.subarray(start, start + left)
      joined.set(piece, copied)
      copied += piece.byteLength
      start += piece.byteLength
      left -= piece.byteLength
    }
  }
  return joined
}

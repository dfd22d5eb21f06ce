/** Rewrites the text at `bytes[at…]`: returns how many bytes are replaced, and by what. Undefined if no rule fits. */
export type PrefixRule = (
  bytes: Uint8Array,
  at: number,
) => { readonly length: number; readonly replacement: Uint8Array } | undefined

/**
 * Compiles SentencePiece's `precompiled_charsmap`, the rules of its Unicode normalisation. It consists of the length of a
 * double-array trie (Darts-clone) over UTF-8 in four bytes, the trie, and the replacements, each ended by a zero byte. The
 * longest match wins.
 *
 * @throws RangeError where the map is cut short
 */
export function compileCharsmap(blob: Uint8Array): PrefixRule {
  if (blob.length === 0) return () => undefined
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength)
  const trieBytes = view.getUint32(0, true)
  if (4 + trieBytes > blob.length || trieBytes % 4 !== 0) throw new RangeError('the precompiled charsmap is cut short')
  const units = Uint32Array.from({ length: trieBytes / 4 }, (_, index) => view.getUint32(4 + index * 4, true))
  const replacements = blob.subarray(4 + trieBytes)

  return (bytes, at) => {
    let node = offset(units[0] ?? 0)
    let found: { length: number; from: number } | undefined
    for (let index = at; index < bytes.length; index++) {
      const byte = bytes[index] ?? 0
      node ^= byte
      const unit = units[node] ?? 0
      if (label(unit) !== byte) break
      node ^= offset(unit)
      if (hasLeaf(unit)) found = { length: index - at + 1, from: (units[node] ?? 0) & 0x7fffffff }
    }
    if (found === undefined) return undefined
    return { length: found.length, replacement: replacements.subarray(found.from, replacements.indexOf(0, found.from)) }
  }
}

// The bit fields of a Darts-clone unit.
const label = (unit: number): number => (unit & 0x800000ff) >>> 0
const hasLeaf = (unit: number): boolean => ((unit >>> 8) & 1) === 1
const offset = (unit: number): number => (unit >>> 10) << ((unit & 0x200) >>> 6)

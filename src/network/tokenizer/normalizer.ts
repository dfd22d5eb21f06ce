import type { PrefixRule } from './charsmap.ts'

/** SentencePiece's `normalizer_spec`, without the rules themselves. */
export interface NormalizerOptions {
  readonly addDummyPrefix: boolean
  readonly removeExtraWhitespaces: boolean
  readonly escapeWhitespaces: boolean
  readonly whitespaceAsSuffix: boolean
  /** User-defined pieces of the vocabulary. They are never rewritten. */
  readonly userDefined: readonly string[]
}

const space = 0x20
const mark = new TextEncoder().encode('▁')
const plain = Uint8Array.of(space)

/**
 * SentencePiece's normaliser. It applies the Unicode rules, collapses spaces, turns them into ▁ and puts one ▁ in front.
 * Input and output are UTF-8, since the rules are defined over bytes.
 */
export function normalizer(rule: PrefixRule, options: NormalizerOptions): (text: string) => Uint8Array {
  const gap = options.escapeWhitespaces ? mark : plain
  const kept = options.userDefined.map((piece) => new TextEncoder().encode(piece)).sort((a, b) => b.length - a.length)

  const prefix = (bytes: Uint8Array, at: number): { length: number; replacement: Uint8Array } => {
    const fixed = kept.find((piece) => piece.every((byte, index) => bytes[at + index] === byte))
    if (fixed !== undefined) return { length: fixed.length, replacement: fixed }
    const length = characterLength(bytes[at] ?? 0)
    return rule(bytes, at) ?? { length, replacement: bytes.subarray(at, at + length) }
  }

  return (text) => {
    const bytes = new TextEncoder().encode(text)
    const out: number[] = []
    let at = 0
    if (options.removeExtraWhitespaces) {
      while (at < bytes.length) {
        const { length, replacement } = prefix(bytes, at)
        if (replacement.length !== 1 || replacement[0] !== space) break
        at += length
      }
    }
    if (at === bytes.length) return new Uint8Array()
    if (options.addDummyPrefix && !options.whitespaceAsSuffix) out.push(...gap)
    let afterSpace = options.removeExtraWhitespaces
    while (at < bytes.length) {
      const { length, replacement } = prefix(bytes, at)
      at += length
      let from = 0
      if (afterSpace) while (replacement[from] === space) from++
      for (const byte of replacement.subarray(from)) {
        if (byte === space) out.push(...gap)
        else out.push(byte)
      }
      if (replacement.length > from) afterSpace = replacement.at(-1) === space
      if (!options.removeExtraWhitespaces) afterSpace = false
    }
    if (options.removeExtraWhitespaces) while (endsWith(out, gap)) out.length -= gap.length
    if (options.addDummyPrefix && options.whitespaceAsSuffix) out.push(...gap)
    return Uint8Array.from(out)
  }
}

function endsWith(bytes: readonly number[], tail: Uint8Array): boolean {
  return bytes.length >= tail.length && tail.every((byte, index) => bytes[bytes.length - tail.length + index] === byte)
}

/** The length in bytes of the UTF-8 character that begins with this byte. */
export function characterLength(first: number): number {
  return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
}

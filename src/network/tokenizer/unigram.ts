import { characterLength } from './normalizer.ts'

/** A piece of the vocabulary. */
export interface Piece {
  readonly text: string
  /** The logarithm of its probability. */
  readonly score: number
  readonly kind: 'normal' | 'unknown' | 'control' | 'user-defined' | 'unused' | 'byte'
}

/** How much less likely than the rarest piece an unknown character is. */
const unknownPenalty = 10

interface Node {
  readonly children: Map<number, Node>
  id: number
}

/**
 * Splits normalised text into the most probable pieces (Kudo 2018), exactly like SentencePiece's unigram model. It runs Viterbi
 * over bytes with sums in float32, and the earlier candidate wins a tie. Runs of unknown characters become one piece or are spelt in bytes.
 */
export function unigram(pieces: readonly Piece[], byteFallback: boolean): (text: Uint8Array) => number[] {
  const root = trie(pieces)
  const normal = pieces.filter(({ kind }) => kind === 'normal').map(({ score }) => score)
  const lowest = normal.reduce((lowest, score) => Math.min(lowest, score), Infinity)
  const highest = normal.reduce((highest, score) => Math.max(highest, score), -Infinity)
  const unknownScore = Math.fround(lowest - unknownPenalty)
  const unknownId = pieces.findIndex(({ kind }) => kind === 'unknown')
  const byteIds = pieces.flatMap(({ kind }, id) => (kind === 'byte' ? [id] : []))

  const scoreOf = (id: number, length: number): number => {
    const piece = pieces[id]
    if (piece === undefined) throw new RangeError(`no piece ${id}`)
    // A user-defined piece wins over everything it could be split into.
    return piece.kind === 'user-defined' ? Math.fround(Math.fround(length * highest) - 0.1) : Math.fround(piece.score)
  }

  return (text) => {
    const best = new Float32Array(text.length + 1)
    const from = new Int32Array(text.length + 1).fill(-1)
    const piece = new Int32Array(text.length + 1).fill(-1)
    const offer = (start: number, end: number, id: number, score: number) => {
      const total = Math.fround((best[start] ?? 0) + score)
      if (from[end] !== -1 && total <= (best[end] ?? 0)) return
      best[end] = total
      from[end] = start
      piece[end] = id
    }
    for (let start = 0; start < text.length;) {
      const character = characterLength(text[start] ?? 0)
      let single = false
      let node: Node | undefined = root
      for (let end = start; end < text.length;) {
        node = node.children.get(text[end] ?? 0)
        if (node === undefined) break
        end++
        if (node.id < 0) continue
        offer(start, end, node.id, scoreOf(node.id, end - start))
        if (end - start === character) single = true
      }
      if (!single) offer(start, start + character, unknownId, unknownScore)
      start += character
    }
    return backtrack(text, from, piece)
  }

  function backtrack(text: Uint8Array, from: Int32Array, piece: Int32Array): number[] {
    const ids: number[] = []
    for (let end = text.length; end > 0;) {
      const start = from[end] ?? 0
      const id = piece[end] ?? unknownId
      if (id !== unknownId) ids.push(id)
      else if (byteFallback)
        ids.push(
          ...text
            .subarray(start, end)
            .toReversed()
            .map((byte) => byteIds[byte] ?? unknownId),
        )
      else if (ids.at(-1) !== unknownId) ids.push(id)
      end = start
    }
    return ids.reverse()
  }
}

function trie(pieces: readonly Piece[]): Node {
  const root: Node = { children: new Map(), id: -1 }
  const encoder = new TextEncoder()
  pieces.forEach(({ text, kind }, id) => {
    if (kind !== 'normal' && kind !== 'user-defined') return
    let node = root
    for (const byte of encoder.encode(text)) {
      const next: Node = node.children.get(byte) ?? { children: new Map(), id: -1 }
      node.children.set(byte, next)
      node = next
    }
    node.id = id
  })
  return root
}

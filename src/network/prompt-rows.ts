import type { TokenizedPrompt } from './tokenizer/tokenizer.ts'

/** The positions of some prompts as rows of the text encoder. Positions with the same answer share a row. */
export interface PromptRows {
  /** [R]: the token of each row. */
  readonly ids: Int32Array
  /** [B · T]: the row of each position. */
  readonly rows: Int32Array
  /** [R]: a position of each row. */
  readonly positions: Int32Array
}

/**
 * Finds the rows that an encoder has to compute. Only tokens are attended to, so padding differs from other padding in nothing but its
 * distances to them. T5 rounds large distances, and most of the padding after a short prompt shares a row with its neighbour: the empty
 * prompt has 15 different rows of 77. A longer one has less of that, and from about 20 tokens on there is none.
 *
 * @param prompts each of T tokens
 * @param buckets [T × T], as `relativeBuckets` returns them
 */
export function promptRows(prompts: readonly TokenizedPrompt[], buckets: readonly number[]): PromptRows {
  const ids: number[] = []
  const rows: number[] = []
  const positions: number[] = []
  for (const { ids: tokens, mask } of prompts) {
    const length = tokens.length
    const used = mask.lastIndexOf(1) + 1
    for (let position = 0; position < length; position++) {
      const isRepeated = position > used && hasSameDistances(position, position - 1)
      if (!isRepeated) {
        ids.push(tokens[position] ?? 0)
        positions.push(rows.length)
      }
      rows.push(ids.length - 1)
    }

    function hasSameDistances(one: number, other: number): boolean {
      for (let token = 0; token < used; token++) {
        if (buckets[one * length + token] !== buckets[other * length + token]) return false
      }
      return true
    }
  }
  return { ids: Int32Array.from(ids), rows: Int32Array.from(rows), positions: Int32Array.from(positions) }
}

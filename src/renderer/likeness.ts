import type { EncodedText } from './backend.ts'

/** Words that have nothing in common. The mean of their embeddings is what all texts of an encoder share. */
export const centreWords: readonly string[] = [
  'a stone',
  'music',
  'a letter',
  'the weather',
  'a number',
  'a machine',
  'a smell',
  'a river',
  'a game',
  'a war',
  'a garment',
  'a colour',
]

/**
 * A text as one vector: the mean of the embeddings of its pieces, without the padding after them.
 *
 * @throws RangeError for a text without its number of pieces, such as one from the cache
 */
export function meanOf({ embedding, tokens, width, promptTokens }: EncodedText): Float32Array {
  if (promptTokens === undefined || promptTokens < 1) throw new RangeError('Expected a text with its number of pieces')
  const mean = new Float32Array(width)
  const own = Math.min(tokens, promptTokens)
  for (let at = 0; at < own * width; at += 1) {
    const column = at % width
    mean[column] = (mean[column] ?? 0) + (embedding[at] ?? 0) / own
  }
  return mean
}

/** The mean of several vectors. */
export function centreOf(vectors: readonly Float32Array[]): Float32Array {
  const [first] = vectors
  if (first === undefined) throw new RangeError('Expected at least one vector')
  return first.map((_, column) => vectors.reduce((sum, vector) => sum + (vector[column] ?? 0), 0) / vectors.length)
}

/**
 * How alike two texts are, from -1 to 1: the cosine of their vectors, seen from the centre of unrelated words. Without that,
 * all texts of a T5 encoder would look alike.
 */
export function likenessOf(a: Float32Array, b: Float32Array, centre: Float32Array): number {
  let [dot, left, right] = [0, 0, 0]
  for (const [column, middle] of centre.entries()) {
    const [x, y] = [(a[column] ?? 0) - middle, (b[column] ?? 0) - middle]
    dot += x * y
    left += x * x
    right += y * y
  }
  return left === 0 || right === 0 ? 0 : dot / Math.sqrt(left * right)
}

/** Turns text into ids of a vocabulary, without an end mark. */
export interface Tokenizer {
  readonly padId: number
  readonly endId: number
  /** The id of what the vocabulary has no piece for. It never comes where such text is spelt in bytes. */
  readonly unknownId: number
  ids(text: string): number[]
}

/** A prompt as the input of the text encoder. */
export interface TokenizedPrompt {
  /** [length]: the pieces, the end mark, then padding. */
  readonly ids: Int32Array
  /** [length]: 1 for pieces and the end mark, 0 for padding. */
  readonly mask: Uint8Array
  /** The number of pieces of the whole prompt with its end mark, before truncation. */
  readonly tokens: number
  readonly truncated: boolean
}

/** Brings a prompt to a fixed length. The pieces are cut so that the end mark fits, and padding follows. */
export function tokenizePrompt(tokenizer: Tokenizer, prompt: string, length: number): TokenizedPrompt {
  const pieces = tokenizer.ids(prompt)
  const tokens = pieces.length + 1
  const kept = [...pieces.slice(0, length - 1), tokenizer.endId]
  const ids = new Int32Array(length).fill(tokenizer.padId)
  ids.set(kept)
  return { ids, mask: new Uint8Array(length).fill(1, 0, kept.length), tokens, truncated: tokens > length }
}

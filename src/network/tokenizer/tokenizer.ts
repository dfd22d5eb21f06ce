/** Turns text into pieces of a vocabulary, without marks at the end. */
export interface Tokenizer {
  readonly padId: number
  readonly endId: number
  ids(text: string): number[]
}

/** A prompt as the text encoder takes it. */
export interface TokenizedPrompt {
  /** [length]; the pieces, the end mark, then padding. */
  readonly ids: Int32Array
  /** [length]; 1 where a position counts, 0 where it is padding. */
  readonly mask: Uint8Array
  /** Pieces of the whole prompt and its end mark, before truncation. */
  readonly tokens: number
  readonly truncated: boolean
}

/** Brings a prompt to a fixed length: the end mark after the pieces, which are cut so that it still fits, and padding behind. */
export function tokenizePrompt(tokenizer: Tokenizer, prompt: string, length: number): TokenizedPrompt {
  const pieces = tokenizer.ids(prompt)
  const tokens = pieces.length + 1
  const kept = [...pieces.slice(0, length - 1), tokenizer.endId]
  const ids = new Int32Array(length).fill(tokenizer.padId)
  ids.set(kept)
  return { ids, mask: new Uint8Array(length).fill(1, 0, kept.length), tokens, truncated: tokens > length }
}

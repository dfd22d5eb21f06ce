import type { Tokenizer } from './tokenizer/tokenizer.ts'
import { normalizePrompt } from './text-encoder.ts'
import type { Vocabulary } from './vocabulary.ts'

/** The words of a prompt that say what is drawn, and which of them the model makes nothing of. */
export interface PromptReading {
  /** Words with letters that the tokenizer has no pieces for. Without other letters all such words are the same to the model. */
  readonly unreadable: readonly string[]
  /** Words that the model was not taught, where it was taught none of the prompt's nouns. */
  readonly unknown: readonly string[]
  /** Whether nothing is left that the model can read. */
  readonly nothingLeft: boolean
}

export interface PromptReader {
  read(prompt: string): Promise<PromptReading>
  /** What the model was taught, what it draws best first. Empty if that is not known. */
  readonly subjects: readonly string[]
}

/** Words that say nothing of what is drawn. */
const smallWords = new Set(
  (
    'a an the of on in at by and or with without next to from into onto over under above below behind beside between ' +
    'around near for is are be as it its his her their this that some one two three very many close up out off'
  ).split(' '),
)

/** Letters with their marks and numbers, or a picture sign. */
const wordPattern = /[\p{L}\p{M}\p{N}]+|\p{Extended_Pictographic}/gu

/**
 * Finds the words that mean nothing to a model: its tokenizer knows which pieces become the unknown one, and a small
 * model's vocabulary says what it was taught. `tokenizer` is called when the first prompt is read.
 */
export function createPromptReader(parts: {
  readonly tokenizer: () => Promise<Tokenizer>
  readonly vocabulary: Vocabulary | undefined
}): PromptReader {
  const { vocabulary } = parts
  let loading: Promise<Tokenizer> | undefined
  return {
    subjects: vocabulary?.subjects ?? [],
    async read(prompt) {
      const tokenizer = await (loading ??= parts.tokenizer())
      const canRead = (text: string): boolean => !tokenizer.ids(normalizePrompt(text)).includes(tokenizer.unknownId)
      const words = [...new Set(prompt.match(wordPattern))].filter((word) => !smallWords.has(word.toLowerCase()))
      const unreadable = words.filter((word) => !canRead(word))
      const readable = words.filter((word) => canRead(word)).map((word) => word.toLowerCase())
      const drawsNone = vocabulary !== undefined && !readable.some((word) => vocabulary.draws(word))
      return {
        unreadable,
        unknown: drawsNone ? readable.filter((word) => !vocabulary.knows(word)) : [],
        nothingLeft: unreadable.length > 0 && !words.some((word) => Array.from(word).some(canRead)),
      }
    },
  }
}

import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers'
import { z } from 'zod'
import { compileCharsmap } from './charsmap.ts'
import { normalizer } from './normalizer.ts'
import type { Tokenizer } from './tokenizer.ts'

const step = z.looseObject({ type: z.string(), precompiled_charsmap: z.base64().optional() })

const tokenizerJson = z.looseObject({
  model: z.looseObject({ type: z.literal('Unigram'), byte_fallback: z.literal(false).optional() }),
  normalizer: z
    .looseObject({ ...step.shape, normalizers: z.array(step).optional() })
    .nullable()
    .default(null),
})

/**
 * Makes a tokenizer from a `tokenizer.json` with Hugging Face's own package.
 *
 * That package approximates a `Precompiled` normaliser by NFKC, so the rules of the file are applied here first. A prompt that
 * contains a control piece such as `</s>` gets that piece, while SentencePiece would spell its letters.
 *
 * @throws Error where the file is not a unigram tokenizer
 */
export function huggingFaceTokenizer(json: unknown): Tokenizer {
  const checked = tokenizerJson.parse(json)
  const [first, ...rest] = checked.normalizer?.normalizers ?? (checked.normalizer === null ? [] : [checked.normalizer])
  const precompiled = first?.type === 'Precompiled' ? first.precompiled_charsmap : undefined
  const normalizers = precompiled === undefined && first !== undefined ? [first, ...rest] : rest
  const tokenizer = new HuggingFaceTokenizer(
    { ...checked, normalizer: normalizers.length === 0 ? null : { type: 'Sequence', normalizers } },
    { eos_token: '</s>', pad_token: '<pad>', unk_token: '<unk>' },
  )
  const rules = unicodeRules(precompiled ?? '')
  const id = (token: string): number => {
    const found = tokenizer.token_to_id(token)
    if (found === undefined) throw new TypeError(`it has no token ${token}`)
    return found
  }
  return {
    padId: id('<pad>'),
    endId: id('</s>'),
    unknownId: id('<unk>'),
    ids: (text) => [...tokenizer.encode(rules(text), { add_special_tokens: false }).ids],
  }
}

/** Applies only the rules of a precompiled charsmap. The rest of the tokenizer deals with spaces. */
function unicodeRules(charsmap: string): (text: string) => string {
  const normalize = normalizer(compileCharsmap(Buffer.from(charsmap, 'base64')), {
    addDummyPrefix: false,
    removeExtraWhitespaces: false,
    escapeWhitespaces: false,
    whitespaceAsSuffix: false,
    userDefined: [],
  })
  return (text) => new TextDecoder().decode(normalize(text))
}

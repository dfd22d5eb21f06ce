import { compileCharsmap } from './charsmap.ts'
import { normalizer } from './normalizer.ts'
import { parseSentencePieceModel } from './sentencepiece-proto.ts'
import type { Tokenizer } from './tokenizer.ts'
import { unigram, type Piece } from './unigram.ts'

/** `SentencePiece.Type` of sentencepiece_model.proto, by number. */
const kinds: Readonly<Record<number, Piece['kind']>> = {
  1: 'normal',
  2: 'unknown',
  3: 'control',
  4: 'user-defined',
  5: 'unused',
  6: 'byte',
}

/** `TrainerSpec.ModelType` of a unigram model. */
const unigramType = 1

/**
 * Makes a tokenizer from the bytes of a `spiece.model`. Its ids equal those of SentencePiece's own `encode`.
 *
 * @throws Error where the file is no SentencePiece model, or not a unigram model
 */
export function sentencePieceTokenizer(bytes: Uint8Array): Tokenizer {
  const model = parseSentencePieceModel(bytes)
  const { trainer_spec: trainer, normalizer_spec: rules } = model
  if (trainer.model_type !== unigramType) {
    throw new TypeError(`its model type is ${trainer.model_type}, and only unigram models (1) are supported`)
  }
  const pieces = model.pieces.map(({ piece: text, score, type }): Piece => ({
    text,
    score,
    kind: kinds[type] ?? 'unused',
  }))
  const normalize = normalizer(compileCharsmap(Buffer.from(rules.precompiled_charsmap, 'base64')), {
    addDummyPrefix: rules.add_dummy_prefix,
    removeExtraWhitespaces: rules.remove_extra_whitespaces,
    escapeWhitespaces: rules.escape_whitespaces,
    whitespaceAsSuffix: trainer.treat_whitespace_as_suffix,
    userDefined: pieces.flatMap(({ text, kind }) => (kind === 'user-defined' ? [text] : [])),
  })
  const split = unigram(pieces, trainer.byte_fallback)
  const control = (text: string): number => {
    const id = pieces.findIndex((piece) => piece.text === text && piece.kind === 'control')
    if (id < 0) throw new TypeError(`it has no piece ${text}`)
    return id
  }
  const unknownId = pieces.findIndex(({ kind }) => kind === 'unknown')
  return { padId: control('<pad>'), endId: control('</s>'), unknownId, ids: (text) => split(normalize(text)) }
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseSentencePieceModel } from '#src/network/tokenizer/sentencepiece-proto.ts'
import { sentencePieceTokenizer } from '#src/network/tokenizer/sentencepiece.ts'
import { huggingFaceTokenizer } from '#src/network/tokenizer/tokenizer-json.ts'
import { tokenizePrompt, type Tokenizer } from '#src/network/tokenizer/tokenizer.ts'
import { golden } from '../golden-case.ts'

const folder = join(golden, 'tokenizer')
const cases: Record<'nfkc' | 'plain', [string, number[]][]> = JSON.parse(
  readFileSync(join(folder, 'golden.json'), 'utf8'),
)

function wrong(tokenizer: Tokenizer, expected: readonly [string, number[]][]) {
  return expected.flatMap(([text, ids]) => {
    const found = tokenizer.ids(text)
    return found.join() === ids.join() ? [] : [{ text, found, ids }]
  })
}

/** The tokenizer.json that transformers writes for a SentencePiece model of T5's kind. */
function tokenizerJson(file: string): unknown {
  const model = parseSentencePieceModel(readFileSync(file))
  return {
    version: '1.0',
    added_tokens: [],
    normalizer: { type: 'Precompiled', precompiled_charsmap: model.normalizer_spec.precompiled_charsmap },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'WhitespaceSplit' },
        { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
      ],
    },
    post_processor: null,
    decoder: null,
    model: {
      type: 'Unigram',
      unk_id: 2,
      vocab: model.pieces.map(({ piece, score }) => [piece, score]),
      byte_fallback: false,
    },
  }
}

describe('a tokenizer from spiece.model', () => {
  test('splits as SentencePiece does, including unusual Unicode', () => {
    expect(cases.nfkc.length).toBeGreaterThan(400)
    expect(wrong(sentencePieceTokenizer(readFileSync(join(folder, 'nfkc.model'))), cases.nfkc)).toEqual([])
  })

  test('uses byte fallback and user-defined pieces if the model has them', () => {
    expect(wrong(sentencePieceTokenizer(readFileSync(join(folder, 'plain.model'))), cases.plain)).toEqual([])
  })

  test('refuses a file that is not a SentencePiece model', () => {
    expect(() => sentencePieceTokenizer(new TextEncoder().encode('no model at all'))).toThrow()
    expect(() => sentencePieceTokenizer(new Uint8Array())).toThrow()
  })
})

describe('a tokenizer from tokenizer.json', () => {
  test('splits as SentencePiece does, except for a prompt that contains a control piece', () => {
    const [odd, ...others] = wrong(huggingFaceTokenizer(tokenizerJson(join(folder, 'nfkc.model'))), cases.nfkc)
    expect(odd?.text).toBe('</s> <pad> <unk> <extra_id_0>')
    expect(others).toEqual([])
  })

  test('refuses one that is not unigram', () => {
    expect(() => huggingFaceTokenizer({ model: { type: 'BPE', vocab: {}, merges: [] } })).toThrow()
  })
})

describe('tokenizePrompt', () => {
  const letters: Tokenizer = {
    padId: 0,
    endId: 1,
    unknownId: 2,
    ids: (text) => Array.from(text, (letter) => letter.charCodeAt(0)),
  }

  test('appends the end token and pads', () => {
    const { ids, mask, tokens, truncated } = tokenizePrompt(letters, 'ab', 5)
    expect([...ids]).toEqual([97, 98, 1, 0, 0])
    expect([...mask]).toEqual([1, 1, 1, 0, 0])
    expect({ tokens, truncated }).toEqual({ tokens: 3, truncated: false })
  })

  test('cuts a long prompt so that the end token fits, and reports it', () => {
    const { ids, mask, tokens, truncated } = tokenizePrompt(letters, 'abcdef', 5)
    expect([...ids]).toEqual([97, 98, 99, 100, 1])
    expect([...mask]).toEqual([1, 1, 1, 1, 1])
    expect({ tokens, truncated }).toEqual({ tokens: 7, truncated: true })
  })

  test('does not cut a prompt that just fits', () => {
    expect(tokenizePrompt(letters, 'abcd', 5)).toMatchObject({ tokens: 5, truncated: false })
  })
})

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers'
import { z } from 'zod'
import { UserError } from '#src/errors.ts'
import { isMissing, parseConfig } from '../config-file.ts'
import { loadTokenizer } from './load.ts'
import { tokenizePrompt } from './tokenizer.ts'

/** Turns a text into the ids that a CLIP reads: [length], with the mark of the start, that of the end, and padding. */
export type ClipTokenizer = (text: string, length: number) => Int32Array

const start = '<|startoftext|>'
const end = '<|endoftext|>'

const bytePairs = z.object({
  vocab: z.record(z.string(), z.int()),
  merges: z.array(z.union([z.string(), z.tuple([z.string(), z.string()])])),
})
const tokenizerJson = z.looseObject({ model: z.looseObject({ type: z.literal('BPE'), ...bytePairs.shape }) })

/**
 * Loads the tokenizer of a CLIP: SentencePiece pieces where its folder holds `spiece.model`, as duckling's scorer does, else CLIP's own.
 *
 * @throws UserError `model-file-missing`, `model-file-broken`, or `model-config` about a tokenizer of another kind
 */
export async function loadClipTokenizer(folder: string): Promise<ClipTokenizer> {
  if ((await readOptional(join(folder, 'spiece.model'))) === undefined) return loadBytePairs(folder)
  const pieces = await loadTokenizer(folder)
  return (text, length) => tokenizePrompt(pieces, text, length).ids
}

/**
 * Loads CLIP's own tokenizer, byte-pair encoding (Sennrich et al. 2016) over bytes, from `tokenizer.json` or from `vocab.json` and
 * `merges.txt`. A long text is cut so that the end mark fits.
 *
 * @throws UserError `model-file-missing`, or `model-config` about a tokenizer of another kind
 */
async function loadBytePairs(folder: string): Promise<ClipTokenizer> {
  const { vocab, merges } = await readPairs(folder)
  const tokenizer = new HuggingFaceTokenizer(clipJson(vocab, merges), {})
  const mark = (token: string): number => {
    const id = vocab[token]
    if (id !== undefined) return id
    throw new UserError('model-config', `The tokenizer in ${folder} lacks ${token}; use that of a CLIP.`, { folder })
  }
  const [first, last] = [mark(start), mark(end)]
  return (text, length) => {
    const pieces = tokenizer.encode(text, { add_special_tokens: false }).ids
    // What follows the end mark does not count, so the padding is that of OpenAI's CLIP.
    const ids = new Int32Array(length).fill(last)
    ids.set([first, ...pieces.slice(0, length - 2)])
    return ids
  }
}

async function readPairs(
  folder: string,
): Promise<{ readonly vocab: Record<string, number>; readonly merges: string[] }> {
  const whole = await readOptional(join(folder, 'tokenizer.json'))
  if (whole !== undefined) {
    const { model } = parseConfig(join(folder, 'tokenizer.json'), whole, tokenizerJson)
    return {
      vocab: model.vocab,
      merges: model.merges.map((pair) => (typeof pair === 'string' ? pair : pair.join(' '))),
    }
  }
  const [file, list] = [join(folder, 'vocab.json'), await readOptional(join(folder, 'merges.txt'))]
  const pieces = await readOptional(file)
  if (pieces === undefined || list === undefined) {
    throw new UserError(
      'model-file-missing',
      `There is no tokenizer in ${folder}: tokenizer.json, or vocab.json and merges.txt, are expected; download them.`,
      { folder },
    )
  }
  const merges = list.split('\n').filter((line, index) => line !== '' && !(index === 0 && line.startsWith('#')))
  return { vocab: parseConfig(file, pieces, bytePairs.shape.vocab), merges }
}

async function readOptional(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** The steps around the pieces, which all CLIPs share (transformers, `CLIPTokenizer`). */
function clipJson(vocab: Readonly<Record<string, number>>, merges: readonly string[]): object {
  const words = `<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+`
  return {
    added_tokens: [start, end].map((content) => ({
      id: vocab[content],
      content,
      special: true,
      normalized: false,
      single_word: false,
      lstrip: false,
      rstrip: false,
    })),
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'NFC' },
        { type: 'Replace', pattern: { Regex: '\\s+' }, content: ' ' },
        { type: 'Lowercase' },
      ],
    },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: words }, behavior: 'Removed', invert: true },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
      ],
    },
    post_processor: null,
    decoder: null,
    model: {
      type: 'BPE',
      unk_token: end,
      continuing_subword_prefix: '',
      end_of_word_suffix: '</w>',
      fuse_unk: false,
      vocab,
      merges,
    },
  }
}

import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '#src/errors.ts'
import { isMissing } from '../config-file.ts'
import { sentencePieceTokenizer } from './sentencepiece.ts'
import { huggingFaceTokenizer } from './tokenizer-json.ts'
import type { Tokenizer } from './tokenizer.ts'

/** A tokenizer's file and how to read it. */
interface TokenizerFile {
  readonly file: string
  readonly parse: (bytes: Uint8Array) => Tokenizer
}

/** Finds the tokenizer in a folder: `spiece.model`, else `tokenizer.json`. @throws UserError `model-file-missing` */
export async function findTokenizer(folder: string): Promise<TokenizerFile> {
  const candidates: TokenizerFile[] = [
    { file: join(folder, 'spiece.model'), parse: sentencePieceTokenizer },
    {
      file: join(folder, 'tokenizer.json'),
      parse: (bytes) => huggingFaceTokenizer(JSON.parse(new TextDecoder().decode(bytes))),
    },
  ]
  for (const candidate of candidates) if (await exists(candidate.file)) return candidate
  throw new UserError(
    'model-file-missing',
    `There is no tokenizer in ${folder}: spiece.model or tokenizer.json is expected; download it.`,
    {
      file: join(folder, 'spiece.model'),
    },
  )
}

/** Reads the tokenizer in a folder. @throws UserError `model-file-missing` or `model-file-broken` */
export async function loadTokenizer(folder: string): Promise<Tokenizer> {
  const { file, parse } = await findTokenizer(folder)
  const bytes = await readFile(file)
  try {
    return parse(bytes)
  } catch (error) {
    throw new UserError(
      'model-file-broken',
      `The tokenizer ${file} cannot be used; download the file again.`,
      { file },
      { cause: error },
    )
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file)
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

import { z } from 'zod'
import { UserError } from '#src/errors.ts'
import { layoutRefused as words } from '#src/messages/hub-refusals.ts'
import { clipConfig } from '#src/network/clip-config.ts'
import { parseConfig } from '#src/network/config-file.ts'
import { chooseWeights } from '../choose-weights.ts'
import type { Layout } from './layout.ts'

const smallFiles: ReadonlySet<string> = new Set([
  'config.json',
  'preprocessor_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'vocab.json',
  'merges.txt',
  'README.md',
])

/** A CLIP with both of its towers in the transformers layout. */
export const clip: Layout = {
  name: 'a CLIP',
  recognises: ({ files }) => files.some(({ path }) => path === 'config.json'),
  draws: false,
  async identify({ name }, read) {
    const text = await read('config.json')
    const named = z.looseObject({ model_type: z.string().default('model of an unknown type') })
    const { model_type: type } = parseConfig(`${name}/config.json`, text, named)
    if (type !== 'clip') throw new UserError('hub-not-clip', words.type(name, type), { type })
    parseConfig(`${name}/config.json`, text, clipConfig)
  },
  select(repository) {
    const { name, files } = repository
    const missing = (path: string): UserError => new UserError('hub-incomplete', words.missing(name, path), { path })
    const weights = chooseWeights(repository, '', 'model')
    if (weights === undefined) throw missing('model.safetensors')
    const has = (path: string): boolean => files.some((file) => file.path === path)
    if (!has('tokenizer.json') && !(has('vocab.json') && has('merges.txt'))) throw missing('tokenizer.json')
    return {
      files: [...files.filter(({ path }) => smallFiles.has(path)), ...weights],
      notes: [],
      check: async () => undefined,
    }
  },
}

import { z } from 'zod'
import { UserError } from '#src/errors.ts'
import { layoutRefused as words } from '#src/messages/hub-refusals.ts'
import { parseConfig } from '#src/network/config-file.ts'
import { modelIndex } from '#src/network/model-index.ts'
import { schedulerConfig } from '#src/network/scheduler-config.ts'
import { t5Config } from '#src/network/t5-config.ts'
import { unetConfig } from '#src/network/unet-config.ts'
import { chooseWeights } from '../choose-weights.ts'
import type { Repository, RepositoryFile } from '../repository.ts'
import type { Layout, Read } from './layout.ts'

/** A folder of the diffusers layout. */
interface Part {
  readonly folder: string
  /** The stem of its weights, if it has any. */
  readonly weights?: string
  /** Its other files that are used. */
  readonly files: readonly string[]
  readonly required: boolean
  /** Whether the stages of a cascade share the part, so that it is fetched once. */
  readonly shared: boolean
  /** Checks its `config.json`, or its only file. */
  readonly config?: z.ZodType
}

const tokenizerFiles = ['tokenizer_config.json', 'special_tokens_map.json', 'added_tokens.json']

/** The parts of an IF stage that this program uses. Nothing else in a repository is fetched. */
const parts: readonly Part[] = [
  {
    folder: 'unet',
    weights: 'diffusion_pytorch_model',
    files: ['config.json'],
    required: true,
    shared: false,
    config: unetConfig,
  },
  { folder: 'scheduler', files: ['scheduler_config.json'], required: true, shared: false, config: schedulerConfig },
  {
    folder: 'image_noising_scheduler',
    files: ['scheduler_config.json'],
    required: false,
    shared: false,
    config: schedulerConfig,
  },
  {
    folder: 'text_encoder',
    weights: 'model',
    files: ['config.json'],
    required: false,
    shared: true,
    config: t5Config,
  },
  { folder: 'tokenizer', files: ['spiece.model', ...tokenizerFiles], required: false, shared: true },
  { folder: 'safety_checker', weights: 'model', files: ['config.json'], required: false, shared: true },
  { folder: 'feature_extractor', files: ['preprocessor_config.json'], required: false, shared: true },
  {
    folder: 'watermarker',
    weights: 'diffusion_pytorch_model',
    files: ['config.json'],
    required: false,
    shared: true,
  },
]

/** The parts that stages of a cascade share: they are fetched with the first stage that has them. */
export const sharedParts: ReadonlySet<string> = new Set(
  parts.filter(({ shared }) => shared).map(({ folder }) => folder),
)

const indexFile = 'model_index.json'
const rootFiles = new RegExp(`^(${indexFile}|README\\.md|LICEN[CS]E[^/]*|defaults\\.json|vocabulary\\.json)$`)

/** A stage of DeepFloyd IF, or another model of its kind, in the diffusers layout. */
export const deepfloyd: Layout = {
  name: 'a stage of the DeepFloyd IF kind',
  recognises: ({ files }) => files.some(({ path }) => path === indexFile),
  draws: true,
  async identify(repository, read) {
    const index = await read(indexFile)
    const named = z.object({ _class_name: z.string() })
    const { _class_name: pipeline } = parseConfig(`${repository.name}/${indexFile}`, index, named)
    if (modelIndex.safeParse({ _class_name: pipeline }).success) return
    throw new UserError('hub-not-if', words.pipeline(repository.name, pipeline), { pipeline })
  },
  select(repository, without) {
    const notes: string[] = []
    const chosen = parts
      .filter(({ folder }) => !without.has(folder))
      .map((part) => ({ part, files: filesOf(repository, part, notes) }))
    return {
      files: [...repository.files.filter(({ path }) => rootFiles.test(path)), ...chosen.flatMap(({ files }) => files)],
      notes,
      check: (read) => check(repository, chosen, read),
    }
  },
}

function filesOf(repository: Repository, part: Part, notes: string[]): readonly RepositoryFile[] {
  const { folder, required } = part
  if (!required && !repository.files.some(({ path }) => path.startsWith(`${folder}/`))) return []
  const files = part.files.flatMap((name) => repository.files.filter(({ path }) => path === `${folder}/${name}`))
  if (folder === 'tokenizer' && !files.some(({ path }) => path.endsWith('/spiece.model'))) {
    files.push(...repository.files.filter(({ path }) => path === 'tokenizer/tokenizer.json'))
  }
  const [main = ''] = part.files
  if (required && files.length === 0) throw incomplete(repository, `${folder}/${main}`)
  if (part.weights === undefined) return files
  try {
    const weights = chooseWeights(repository, `${folder}/`, part.weights)
    if (weights !== undefined) return [...files, ...weights]
    if (!required && folder !== 'text_encoder') return []
    throw incomplete(repository, `${folder}/${part.weights}.safetensors`)
  } catch (error) {
    // Pictures can be drawn without these parts.
    const needed = required || folder === 'text_encoder'
    if (needed || !(error instanceof UserError)) throw error
    notes.push(`The part ${folder} is left out: ${error.message}`)
    return []
  }
}

async function check(
  repository: Repository,
  chosen: readonly { readonly part: Part; readonly files: readonly RepositoryFile[] }[],
  read: Read,
): Promise<void> {
  for (const { part, files } of chosen) {
    const [main = ''] = part.files
    const path = `${part.folder}/${main}`
    if (part.config === undefined || !files.some((file) => file.path === path)) continue
    parseConfig(`${repository.name}/${path}`, await read(path), part.config)
  }
}

function incomplete(repository: Repository, path: string): UserError {
  return new UserError('hub-incomplete', words.missing(repository.name, path), { path })
}

import type { Command } from 'commander'
import { findModels } from '#src/renderer/model-folders.ts'
import { UserError } from '#src/errors.ts'
import type { Terminal } from './terminal.ts'

/** Adds `duckrabbit models`, which lists the models. */
export function addModels(program: Command, terminal: Terminal): void {
  program
    .command('models')
    .description('List the models that were found, with size, licence and state.')
    .action(async () => listModels(terminal))
}

async function listModels({ out, err, configuration }: Terminal): Promise<void> {
  const { modelDirs, model: preferred } = configuration()
  const folders = await findModels(modelDirs)
  if (folders.length === 0) {
    throw new UserError(
      'no-such-model',
      `There is no model in ${modelDirs.join(', ')}; set MODEL_DIR to a folder that holds one.`,
    )
  }
  for (const dir of modelDirs) {
    if ((await findModels([dir])).length === 0) err.write(`There is no model in ${dir}; check MODEL_DIR.\n`)
  }
  if (preferred !== undefined && folders.every(({ name }) => name !== preferred)) {
    err.write(`There is no model ${preferred}; set MODEL to one of these.\n`)
  }
  const described = await Promise.all(folders.map(async (found) => ({ ...found, ...(await stateOf(found.folder)) })))
  // Like the renderer, this skips models that cannot be opened, unless one was chosen explicitly.
  const chosen = preferred ?? (described.find(({ usable }) => usable) ?? described[0])?.name
  for (const { name, folder, facts, state } of described) {
    out.write(`${name}${name === chosen ? ' (the default)' : ''}\n`)
    for (const line of [...facts, state, folder]) out.write(`  ${line}\n`)
  }
}

interface ModelState {
  readonly usable: boolean
  readonly facts: readonly string[]
  readonly state: string
}

/** The facts about a model, and whether it can draw. A broken model is listed with its error. */
async function stateOf(folder: string): Promise<ModelState> {
  // Imported on demand, so that help and errors do not wait for the runtime.
  const { openModel } = await import('#src/network/folder.ts')
  try {
    const { stages, textEncoder, licence, bytes } = await openModel(folder)
    const sizes = stages.map(({ sampleSize, unet }) => `${sampleSize} px (${millions(unet.parameters)})`).join(' → ')
    return {
      usable: true,
      facts: [
        `${sizes}${textEncoder === undefined ? '' : `, text encoder (${millions(textEncoder.parameters)})`}`,
        `${megabytes(bytes)}, licence: ${licence ?? 'not named'}`,
      ],
      state: textEncoder === undefined ? 'no text encoder: it cannot read prompts' : 'ready',
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { usable: false, facts: [], state: `cannot draw: ${error.message}` }
  }
}

function millions(parameters: number): string {
  return parameters < 1e9 ? `${(parameters / 1e6).toFixed(1)} M weights` : `${(parameters / 1e9).toFixed(2)} G weights`
}

function megabytes(bytes: number): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`
}

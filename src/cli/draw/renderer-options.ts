import { stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { bitsOf, type Configuration, textEncoderBits } from '#src/config.ts'
import { findModels } from '#src/renderer/model-folders.ts'
import type { RendererSettings } from '#src/renderer/renderer.ts'
import { UserError } from '#src/errors.ts'
import { oneOf, whole } from '#src/schemas.ts'
import { fields } from '#src/requests/fields.ts'
import { userErrorOf } from '#src/requests/parse-request.ts'
import { z } from 'zod'
import type { Terminal } from '#src/cli/terminal.ts'
import { numeric } from '#src/requests/numeric.ts'

/** The options for the model and the machine as commander parses them. */
export interface RendererOptions {
  readonly model?: string
  readonly device?: string
  readonly threads?: number | string
  readonly textEncoderBits?: string
}

/** Adds these options to a subcommand. */
export function addRendererOptions(command: Command): Command {
  return command
    .optionsGroup('Model and machine:')
    .addOption(new Option('--model <name>', `${fields.model.description} A name or a folder.`))
    .addOption(new Option('--device <name>', 'Where the networks run: cpu, webgpu, cuda or auto.'))
    .addOption(new Option('--threads <n>', 'Threads on the CPU; 0 lets ONNX Runtime choose.').argParser(numeric))
    .addOption(new Option('--text-encoder-bits <n>', 'Bits of a weight of the text encoder: 32, 8, 4 or auto.'))
    .addOption(new Option('--no-safety', "Show pictures that the model's safety checker would hold back."))
    .optionsGroup('Options:')
}

const machine = z.object({
  device: oneOf(['cpu', 'webgpu', 'cuda', 'auto']).optional(),
  threads: whole({ min: 0, max: 1024 }).optional(),
  textEncoderBits: textEncoderBits.optional(),
})

/** The renderer's settings from configuration and options, and the name of the requested model, if any. */
export async function modelChoice(
  { directory }: Terminal,
  configuration: Configuration,
  options: RendererOptions,
): Promise<{ readonly settings: Omit<RendererSettings, 'cacheDir'>; readonly model: string | undefined }> {
  const given = { device: options.device, threads: options.threads, textEncoderBits: options.textEncoderBits }
  const parsed = machine.safeParse(given)
  if (!parsed.success) throw userErrorOf(parsed.error, given)
  const { modelDirs, model, memoryBudget } = configuration
  const bits =
    parsed.data.textEncoderBits === undefined ? configuration.textEncoderBits : bitsOf[parsed.data.textEncoderBits]
  const settings = {
    modelDirs,
    ...(model !== undefined && { model }),
    device: parsed.data.device ?? configuration.device,
    threads: parsed.data.threads ?? configuration.threads,
    memoryBudget,
    ...(bits !== undefined && { textEncoderBits: bits }),
  }
  if (options.model === undefined) return { settings, model: undefined }
  const folder = resolve(directory, options.model)
  if (!(await isFolder(folder))) return { settings, model: options.model }
  const [found] = await findModels([folder])
  if (found?.folder !== folder) {
    throw new UserError(
      'no-such-model',
      `${folder} is not a model: it holds neither unet nor stage_1; \`duckrabbit models\` lists what there is.`,
    )
  }
  return { settings: { ...settings, modelDirs: [dirname(folder), ...modelDirs] }, model: basename(folder) }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { UserError } from '#src/errors.ts'
import { isMissing, readConfig, readOptionalConfig } from './config-file.ts'
import { cascadeDefaults, defaults } from './defaults.ts'
import { readLicence } from './licence.ts'
import type { Model, NetworkFiles, Stage, TextEncoderFiles } from './model.ts'
import { modelIndex } from './model-index.ts'
import { describeSafetyChecker } from './safety-checker.ts'
import { schedulerConfig } from './scheduler-config.ts'
import { t5Config, type T5Config } from './t5-config.ts'
import { textEncoderStem } from './text-encoder.ts'
import { findTokenizer } from './tokenizer/load.ts'
import { unetStem } from './unet.ts'
import { sizeMultiple, textWidth, unetConfig } from './unet-config.ts'
import { readVocabulary } from './vocabulary.ts'
import { readWatermark } from './watermark-image.ts'
import { openWeights, type Weights } from './weights.ts'

/**
 * Describes the model in a folder: a single stage, or a cascade of `stage_1`, `stage_2`, …, each in the diffusers layout or a
 * symbolic link to such a folder. It reads and checks every configuration and the header of every weights file but loads no weights.
 *
 * @throws UserError naming the file and the field where something is missing, is unsupported or does not fit together
 */
export async function openModel(folder: string): Promise<Model> {
  const root = resolve(folder)
  if (!(await isFolder(root))) {
    throw new UserError(
      'model-not-found',
      `There is no model folder at ${root}; give the path of a folder in the diffusers layout.`,
      { folder: root },
    )
  }
  const stageFolders = await findStages(root)
  const opened = []
  for (const [name, path] of stageFolders) opened.push(await openStage(name, path))
  const isCascade = stageFolders.every(([, path]) => path !== root)
  const advice = isCascade ? await readOptionalConfig(join(root, 'defaults.json'), cascadeDefaults) : undefined
  const stages = opened.map(({ stage }) => ({ ...stage, defaults: advice?.[stage.name] ?? stage.defaults }))
  const textEncoder = await firstTextEncoder(stages)
  checkCascade(root, stages, textEncoder)
  return {
    name: basename(root),
    folder: root,
    stages,
    textEncoder,
    illusions: advice?.illusions,
    vocabulary: await readVocabulary(root),
    safetyChecker: await firstOf(stages, 'safety_checker', describeSafetyChecker),
    watermark: await firstOf(stages, 'watermarker', readWatermark),
    licence: await readLicence([root, ...stages.map((stage) => stage.folder)]),
    bytes: stages.reduce((sum, stage) => sum + stage.unet.bytes, textEncoder?.bytes ?? 0),
  }
}

async function findStages(root: string): Promise<[string, string][]> {
  if (await isFolder(join(root, 'unet'))) return [[basename(root), root]]
  const found: [string, string][] = []
  for (let number = 1; await isFolder(join(root, `stage_${number}`)); number++) {
    found.push([`stage_${number}`, join(root, `stage_${number}`)])
  }
  if (found.length > 0) return found
  throw new UserError(
    'not-a-model',
    `${root} is not a model: it needs a folder unet, or folders stage_1 and stage_2, in the diffusers layout.`,
    { folder: root },
  )
}

async function openStage(name: string, folder: string): Promise<{ stage: Stage; weights: Weights }> {
  await readOptionalConfig(join(folder, 'model_index.json'), modelIndex)
  const unetFolder = join(folder, 'unet')
  const config = await readConfig(join(unetFolder, 'config.json'), unetConfig)
  const weights = await openWeights(unetFolder, unetStem)
  const stage: Stage = {
    name,
    folder,
    kind: config.in_channels === 3 ? 'base' : 'super-resolution',
    sampleSize: config.sample_size,
    multiple: sizeMultiple(config),
    unet: describe(unetFolder, config, weights),
    scheduler: await readConfig(join(folder, 'scheduler', 'scheduler_config.json'), schedulerConfig),
    imageNoisingScheduler: await readOptionalConfig(
      join(folder, 'image_noising_scheduler', 'scheduler_config.json'),
      schedulerConfig,
    ),
    defaults: await readOptionalConfig(join(folder, 'defaults.json'), defaults),
  }
  return { stage, weights }
}

/** The text encoder of the first stage that has one. DeepFloyd's later stages share that of the first. */
async function firstTextEncoder(stages: readonly Stage[]): Promise<TextEncoderFiles | undefined> {
  for (const { folder } of stages) {
    const encoderFolder = join(folder, 'text_encoder')
    if (!(await isFolder(encoderFolder))) continue
    const configFile = join(encoderFolder, 'config.json')
    const config = await readConfig(configFile, t5Config)
    const weights = await openWeights(encoderFolder, textEncoderStem)
    const tokenizerFolder = join(folder, 'tokenizer')
    const tokenizer = await findTokenizer(tokenizerFolder)
    const id = await fingerprint([configFile, tokenizer.file], weights)
    return { ...describe<T5Config>(encoderFolder, config, weights), tokenizerFolder, id }
  }
  return undefined
}

/** Reads a part that the stages share from the first stage whose folder has it. */
async function firstOf<Found>(
  stages: readonly Stage[],
  part: string,
  read: (folder: string) => Promise<Found>,
): Promise<Found | undefined> {
  for (const { folder } of stages) {
    const partFolder = join(folder, part)
    if (await isFolder(partFolder)) return read(partFolder)
  }
  return undefined
}

function describe<Config>(folder: string, config: Config, { bytes, parameters }: Weights): NetworkFiles<Config> {
  return { folder, config, bytes, parameters }
}

/** An identifier of configuration, tokenizer and weights. Weights count by name, size and date, since reading gigabytes at every start would take too long. */
async function fingerprint(files: readonly string[], weights: Weights): Promise<string> {
  const hash = createHash('sha256')
  for (const file of files) hash.update(await readFile(file))
  for (const { file, size, modified, tensors } of weights.files) {
    hash.update(`${basename(file)}\n${size}\n${modified}\n${[...tensors.keys()].join('\n')}`)
  }
  return hash.digest('hex').slice(0, 32)
}

function checkCascade(root: string, stages: readonly Stage[], textEncoder: TextEncoderFiles | undefined): void {
  stages.forEach(({ kind, folder, unet }, index) => {
    if (stages.length > 1 && (kind === 'base') !== (index === 0)) {
      throw new UserError(
        'model-config',
        `${join(unet.folder, 'config.json')} has in_channels ${unet.config.in_channels}; in a cascade the first stage has 3 and every later one 6.`,
        { file: join(unet.folder, 'config.json'), field: 'in_channels' },
      )
    }
    const wanted = textWidth(unet.config)
    if (textEncoder !== undefined && textEncoder.config.d_model !== wanted) {
      throw new UserError(
        'text-encoder-mismatch',
        `The text encoder in ${textEncoder.folder} gives ${textEncoder.config.d_model} numbers per token, but ${folder} reads ${wanted}; use folders of one model.`,
        { folder: root, width: textEncoder.config.d_model, expected: wanted },
      )
    }
  })
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

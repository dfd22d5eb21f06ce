import { setFlagsFromString } from 'node:v8'
import { UserError } from '#src/errors.ts'
import { type ChosenDevice, deviceProbes } from '#src/network/choose-device.ts'
import { openModel } from '#src/network/folder.ts'
import { enlargerBytes, loadEnlarger } from '#src/network/enlarger.ts'
import type { LoadOptions, Model } from '#src/network/model.ts'
import { loadSafetyChecker } from '#src/network/safety-checker.ts'
import { normalizePrompt, textEncoderStem } from '#src/network/text-encoder.ts'
import { createPromptReader } from '#src/network/prompt-reader.ts'
import { cleanCaption } from '#src/network/tokenizer/clean-caption.ts'
import { loadTokenizer } from '#src/network/tokenizer/load.ts'
import { loadUnet, unetStem } from '#src/network/unet.ts'
import { openWeights } from '#src/network/weights.ts'
import { requireFit, planInWords, planMemory } from '#src/network/memory-plan.ts'
import { clipName, plannedNetworks, safetyCheckerName, stageName } from '#src/network/planned-networks.ts'
import { schedulerOf } from '#src/pipeline/scheduler.ts'
import type { BackendModel, BackendSafetyChecker, OpenBackend } from './backend.ts'
import { fingerprintOf } from './fingerprint.ts'
import { prepareTextEncoder } from './load-text-encoder.ts'
import { modelProfile } from './model-profile.ts'
import { findModels, type ModelFolder, notReadable } from './model-folders.ts'
import { type Clips, createClips } from './open-clip.ts'
import { createResidency, type Residency } from './residency.ts'
import { chooseDeviceSafely } from './choose-device-safely.ts'
import type { RendererSettings } from './renderer.ts'

/** Opens model folders on disk with ONNX Runtime. */
export const openBackend: OpenBackend = async (settings) => {
  // ONNX Runtime returns new arrays, 1.6 MB for a step at 256 px. Whenever they add up to 8 MB, once per picture, V8 would
  // collect garbage on all cores, although its own heap is small. This allows four times as much first.
  setFlagsFromString('--heap-growing-percent=400')
  const residency = createResidency(settings.memoryBudget)
  const opened = new Map<string, Promise<BackendModel>>()
  const clips = createClips(settings.modelDirs, residency, (sentence) => console.error(sentence))
  let enlarger: BackendModel['enlarger'] | undefined

  /** Chosen when the first model is opened, so that a device error reaches the person who draws. */
  let settled: Promise<ChosenDevice> | undefined
  function device(): Promise<ChosenDevice> {
    settled ??= chooseDeviceSafely(
      settings.device,
      deviceProbes(() => performance.now()),
      settings.cacheDir,
    ).then((chosen) => {
      for (const note of chosen.notes) console.error(note)
      return chosen
    })
    return settled
  }

  function openFolder(folder: string): Promise<BackendModel> {
    const known = opened.get(folder)
    if (known !== undefined) return known
    const model = openModel(folder)
      .then(async (found) => {
        const chosen = await device()
        enlarger ??= enlargerOf({ device: chosen.device, threads: settings.threads }, residency)
        return describe(found, chosen, settings, { residency, clips, enlarger })
      })
      .catch((error: unknown) => {
        throw notReadable(folder, error)
      })
    opened.set(folder, model)
    // A faulty folder may be repaired while the engine runs, so failures are not remembered.
    model.catch(() => opened.delete(folder))
    return model
  }

  /** Opens the first model that can be opened. A folder with missing files is skipped, so it never becomes the default. */
  async function openFirst(models: readonly ModelFolder[]): Promise<BackendModel> {
    let refusal: unknown
    for (const { folder } of models) {
      try {
        return await openFolder(folder)
      } catch (error) {
        if (!(error instanceof UserError)) throw error
        refusal ??= error
        if (models.length > 1) console.error(`The model in ${folder} is passed over: ${error.message}`)
      }
    }
    throw refusal ?? noSuchModel(undefined, models, settings)
  }

  return {
    async open(name) {
      const models = await findModels(settings.modelDirs)
      if (name === undefined) return openFirst(models)
      const chosen = models.find((model) => model.name === name)
      if (chosen === undefined) throw noSuchModel(name, models, settings)
      return openFolder(chosen.folder)
    },
    close: () => residency.close(),
  }
}

/** What all models use together. */
interface Shared {
  readonly residency: Residency
  readonly clips: Clips
  readonly enlarger: BackendModel['enlarger']
}

async function describe(
  model: Model,
  { device, halfPrecision }: ChosenDevice,
  { threads, memoryBudget, textEncoderBits, cacheDir }: RendererSettings,
  { residency, clips, enlarger }: Shared,
): Promise<BackendModel> {
  const loading = { device, threads }
  const onDevice = { isGpu: device !== 'cpu', halfPrecision }
  const clipFiles = await clips.find(model.folder)
  const plan = planMemory(plannedNetworks({ ...model, clip: clipFiles }, textEncoderBits, onDevice), memoryBudget)
  requireFit(plan, model.name, memoryBudget)
  const isPlain = plan.fitsTogether && plan.networks.every(({ precision }) => precision === 'float32')
  const report = (sentence: string): void => console.error(sentence)
  if (!isPlain) report(planInWords(plan, model.name, memoryBudget))
  const placementOf = (name: string) => {
    const found = plan.networks.find((network) => network.name === name)
    if (found === undefined) throw new RangeError(`the memory plan lacks ${name}`)
    return found
  }
  const unets = await Promise.all(model.stages.map(({ unet }) => openWeights(unet.folder, unetStem)))
  const encoderWeights = model.textEncoder && (await openWeights(model.textEncoder.folder, textEncoderStem))
  const weights = [...unets, ...(encoderWeights ? [encoderWeights] : [])]
  const { textEncoder } = model
  const prepared =
    textEncoder && prepareTextEncoder(textEncoder, placementOf('text encoder').precision, { loading, cacheDir, report })
  const clip = clipFiles === undefined ? null : clips.open(clipFiles, placementOf(clipName).bytes, loading)

  return {
    name: model.name,
    fingerprint: await fingerprintOf(weights.flatMap(({ files }) => files.map(({ file }) => file))),
    device,
    profile: modelProfile(model, clip !== null),
    fitsTogether: unets.reduce((sum, _, index) => sum + placementOf(stageName(index)).bytes, 0) <= memoryBudget,
    stages: model.stages.map((stage, index) => ({
      ...residency.resident({
        name: stageName(index),
        bytes: placementOf(stageName(index)).bytes,
        async load() {
          const castWhenUsed = device === 'cpu' && placementOf(stageName(index)).precision === 'half'
          const unet = await loadUnet(stage, { ...loading, castWhenUsed, halfPrecision })
          return { network: unet.predict, dispose: () => unet.dispose() }
        },
      }),
      description: {
        size: { width: stage.sampleSize, height: stage.sampleSize },
        inChannels: stage.unet.config.in_channels,
        multiple: stage.multiple,
        scheduler: schedulerOf(stage.scheduler),
        ...(stage.imageNoisingScheduler && { imageNoising: schedulerOf(stage.imageNoisingScheduler) }),
      },
    })),
    watermark: model.watermark ?? null,
    clip,
    enlarger,
    safetyChecker: safetyCheckerOf(model, () => placementOf(safetyCheckerName).bytes, loading, residency),
    encoder:
      textEncoder === undefined || prepared === undefined
        ? null
        : {
            ...residency.resident({
              name: 'text encoder',
              bytes: placementOf('text encoder').bytes,
              async load() {
                const encoder = await prepared.load()
                return { network: (prompts) => encoder.encode(prompts), dispose: () => encoder.dispose() }
              },
            }),
            id: prepared.id,
            reader: createPromptReader({
              tokenizer: () => loadTokenizer(textEncoder.tokenizerFolder),
              vocabulary: model.vocabulary,
            }),
            prepare: (prompt, clean) => (clean ? cleanCaption(prompt) : normalizePrompt(prompt)),
          },
  }
}

function enlargerOf(loading: LoadOptions, residency: Residency): BackendModel['enlarger'] {
  return residency.resident({
    name: 'enlarger',
    bytes: enlargerBytes,
    async load() {
      const enlarger = await loadEnlarger(loading)
      return { network: (picture) => enlarger.enlarge(picture), dispose: () => enlarger.dispose() }
    },
  })
}

function safetyCheckerOf(
  { safetyChecker: files }: Model,
  bytes: () => number,
  loading: LoadOptions,
  residency: Residency,
): BackendSafetyChecker | null {
  if (files === undefined) return null
  const { folder, preprocessing } = files
  return {
    ...residency.resident({
      name: safetyCheckerName,
      bytes: bytes(),
      async load() {
        const checker = await loadSafetyChecker(folder, loading)
        return { network: (pictures) => checker.check(pictures), dispose: () => checker.dispose() }
      },
    }),
    preprocessing,
  }
}

function noSuchModel(
  name: string | undefined,
  models: readonly { readonly name: string }[],
  { modelDirs }: RendererSettings,
): UserError {
  const names = models.map((model) => model.name)
  const details = { name, models: names, folders: modelDirs }
  if (names.length === 0) {
    return new UserError(
      'no-such-model',
      `There is no model in ${modelDirs.join(', ')}; put a folder in the diffusers layout there, or set MODEL_DIR.`,
      details,
    )
  }
  return new UserError('no-such-model', `There is no model ${name}; choose one of ${names.join(', ')}.`, details)
}

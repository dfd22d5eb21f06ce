import type { ClipFiles } from './find-clip.ts'
import type { PlannedNetwork, Precision } from './memory-plan.ts'
import type { Model, TextEncoderFiles } from './model.ts'
import { levelsOf, type UnetConfig } from './unet-config.ts'

/** Rows of a guided step. */
const rows = 2

/** Prompts that are encoded at once: the prompt and the negative one. */
const prompts = 2

/** What every session takes beside its weights and activations, in bytes; measured. */
const fixed = 0.2e9

/** The same for a text encoder. */
const fixedForText = 0.05e9

/** How many times the activations of all skip connections a UNet's step takes; measured on IF-I-M and IF-II-M. */
const perSkip = 4.5

/** What a CLIP or a safety checker takes beside its weights, in bytes; measured on ViT-L/14 with three pictures. */
const workingOfClip = 0.15e9

/**
 * Bytes that loading takes for a moment for each half-precision weight that becomes float32: the half, and for a UNet a copy of its
 * convolutions in the order that suits the processor. Measured on IF-I-M, IF-I-L, IF-II-M and IF-II-L, but not on a text encoder.
 */
const castingOfUnet = 3.3
const castingOfText = 2.1

/** Bits of a text encoder's weights that can be chosen. */
export type TextEncoderBits = 32 | 8 | 4

/** How a network may be loaded. */
type Ways = Pick<PlannedNetwork, 'isHalf' | 'casting' | 'together' | 'alone'>

/** Where the stages run: on a GPU, and whether that computes in half precision. */
export interface PlannedDevice {
  readonly isGpu: boolean
  readonly halfPrecision: boolean
}

/** The parts of a model that take memory. A CLIP may also be another's. */
export interface PlannedModel extends Pick<Model, 'textEncoder' | 'stages'> {
  readonly safetyChecker?: Model['safetyChecker']
  readonly clip?: Pick<ClipFiles, 'parameters'> | undefined
}

/** A text encoder that takes more than this in float32 leaves a graphics card to the stages, in bytes. */
const largeEncoder = 2e9

/**
 * The networks of a model as the memory plan needs them, in the order in which they run.
 *
 * @param bits of the text encoder, if somebody chose them
 * @param device default: the CPU
 */
export function plannedNetworks(
  { textEncoder, stages, safetyChecker, clip }: PlannedModel,
  bits?: TextEncoderBits,
  device: PlannedDevice = { isGpu: false, halfPrecision: false },
): readonly PlannedNetwork[] {
  return [
    ...(textEncoder === undefined ? [] : [encoderOf(textEncoder)]),
    ...stages.map(({ unet }, index) => plannedUnet(stageName(index), unet.config, unet, device)),
    ...(safetyChecker === undefined ? [] : [plannedClip(safetyCheckerName, safetyChecker)]),
    ...(clip === undefined ? [] : [plannedClip(clipName, clip)]),
  ]

  function encoderOf(files: TextEncoderFiles): PlannedNetwork {
    const { parameters } = files
    const isLarge = device.isGpu && 4 * parameters > largeEncoder
    return plannedTextEncoder(files, bits ?? (isLarge ? 8 : undefined))
  }
}

/** For people, as the stages. */
export const safetyCheckerName = 'safety checker'
export const clipName = 'CLIP'

/** A CLIP, or the vision tower of a safety checker, as the memory plan needs it. It is loaded in float32. */
function plannedClip(name: string, { parameters }: { readonly parameters: number }): PlannedNetwork {
  // Halves that are cast while loading were measured to take nothing more here.
  return {
    name,
    parameters,
    isHalf: false,
    casting: 0,
    together: ['float32'],
    alone: ['float32'],
    working: workingOfClip,
  }
}

/** For people: `stage II`. */
export function stageName(index: number): string {
  return `stage ${['I', 'II', 'III'][index] ?? index + 1}`
}

/** A UNet as the memory plan needs it. */
function plannedUnet(
  name: string,
  config: UnetConfig,
  { parameters, bytes }: { readonly parameters: number; readonly bytes: number },
  { isGpu, halfPrecision }: PlannedDevice,
): PlannedNetwork {
  if (isGpu)
    return { name, parameters, isHalf: false, casting: 0, ...onGpu(halfPrecision), working: unetWorking(config) }
  return { name, parameters, ...unetPrecisions(isHalfPrecision({ parameters, bytes })), working: unetWorking(config) }
}

/**
 * A text encoder as the memory plan needs it.
 *
 * @param bits of its weights, if somebody chose them: 32, 8 or 4
 */
function plannedTextEncoder(
  { config, parameters, bytes }: Pick<TextEncoderFiles, 'config' | 'parameters' | 'bytes'>,
  bits: TextEncoderBits | undefined,
): PlannedNetwork {
  const isHalf = isHalfPrecision({ parameters, bytes })
  const working = fixedForText + prompts * 77 * 4 * (6 * config.d_ff + config.num_heads * 77 * 3)
  return { name: 'text encoder', parameters, ...textEncoderPrecisions(isHalf, bits), working }
}

function isHalfPrecision({ parameters, bytes }: { readonly parameters: number; readonly bytes: number }): boolean {
  return bytes < 3 * parameters
}

function onGpu(halfPrecision: boolean): Pick<PlannedNetwork, 'together' | 'alone'> {
  const only: readonly Precision[] = [halfPrecision ? 'half' : 'float32']
  return { together: only, alone: only }
}

/** The ways to load a UNet. Float32 is faster. @param isHalf whether its files are in half precision */
export function unetPrecisions(isHalf: boolean): Ways {
  return { isHalf, casting: castingOfUnet, together: ['float32'], alone: isHalf ? ['float32', 'half'] : ['float32'] }
}

/** The ways to load a text encoder. Loading a large one in float32 takes too long to do it again for each picture. */
export function textEncoderPrecisions(isHalf: boolean, bits: TextEncoderBits | undefined): Ways {
  if (bits === undefined)
    return { isHalf, casting: castingOfText, together: ['float32', '8-bit'], alone: ['8-bit', '4-bit'] }
  return { isHalf, casting: castingOfText, together: [precisionOf[bits]], alone: [precisionOf[bits]] }
}

const precisionOf: Readonly<Record<TextEncoderBits, Precision>> = { 32: 'float32', 8: '8-bit', 4: '4-bit' }

/** The memory that a guided step of a UNet computes with at its own size, in bytes. */
export function unetWorking(config: UnetConfig): number {
  const { levels } = levelsOf(config)
  const skips = levels.reduce((sum, { channels, layers }, index) => {
    const edge = config.sample_size / 2 ** index
    const down = index === levels.length - 1 ? 0 : channels * (edge / 2) ** 2
    return sum + (layers + (index === 0 ? 1 : 0)) * channels * edge ** 2 + down
  }, 0)
  return fixed + perSkip * rows * 4 * skips
}

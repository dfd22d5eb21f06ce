import type { Mode } from './draw-request.ts'
import type { Steps } from './sampling.ts'

/** One stage's settings in one mode, where neither the person nor the model says otherwise. */
interface StageDefaults {
  readonly steps: Steps
  readonly guidance: number
}

interface ModeDefaults {
  readonly stageOne: StageDefaults
  readonly stageTwo: StageDefaults & { readonly noiseLevel: number; readonly strength: number }
}

type DrawingMode = Exclude<Mode, 'compare'>

/**
 * DeepFloyd IF's defaults: those of diffusers' pipelines (pipelines/deepfloyd_if/), of the IF README for style
 * transfer and super-resolution, and of the visual anagrams code for anagrams and hybrids. `strength` is read by
 * edit, inpaint and style alone.
 */
export const modeDefaults: Readonly<Record<DrawingMode, ModeDefaults>> = {
  generate: {
    stageOne: { steps: 100, guidance: 7 },
    stageTwo: { steps: 50, guidance: 4, noiseLevel: 250, strength: 1 },
  },
  edit: {
    stageOne: { steps: 80, guidance: 10 },
    stageTwo: { steps: 50, guidance: 4, noiseLevel: 250, strength: 0.8 },
  },
  inpaint: {
    stageOne: { steps: 50, guidance: 7 },
    stageTwo: { steps: 100, guidance: 4, noiseLevel: 0, strength: 0.8 },
  },
  anagram: {
    stageOne: { steps: 30, guidance: 10 },
    stageTwo: { steps: 30, guidance: 10, noiseLevel: 50, strength: 1 },
  },
  hybrid: {
    stageOne: { steps: 30, guidance: 10 },
    stageTwo: { steps: 30, guidance: 10, noiseLevel: 50, strength: 1 },
  },
  denoise: {
    stageOne: { steps: 34, guidance: 1 },
    stageTwo: { steps: 50, guidance: 4, noiseLevel: 250, strength: 1 },
  },
  upscale: {
    stageOne: { steps: 100, guidance: 7 },
    stageTwo: { steps: 'smart100', guidance: 6, noiseLevel: 500, strength: 1 },
  },
  style: {
    stageOne: { steps: { sections: [10, 10, 10, 10, 10, 10, 10, 10, 0, 0] }, guidance: 10 },
    stageTwo: { steps: 'smart50', guidance: 4, noiseLevel: 250, strength: 0.8 },
  },
}

/** What "no prompt" means to the modes that start from a picture: the null prompt of the CS180 course. */
export const plainPrompt = 'a high quality photo'

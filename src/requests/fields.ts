import { z } from 'zod'

/**
 * The settings that several modes share, with their descriptions and limits. Slash commands, the command line and the queue
 * all use this table. Descriptions have at most the 100 characters that Discord allows for an option.
 */
export const fields = {
  prompt: {
    description: 'What to draw. Leave it out to let the model choose.',
    maxLength: 1000,
  },
  negative: { description: 'What to avoid.', maxLength: 1000 },
  style: { description: 'A style that is put before every prompt, for example: an oil painting of.', maxLength: 200 },
  /**
   * Every whole number that JavaScript, a Discord option and PyTorch's `manual_seed` can all represent exactly, so that
   * a seed from diffusers can be typed in unchanged. PyTorch's CPU generator only reads the lower 32 bits. `drawSeed`
   * therefore stays below 2^32, where every seed gives a different picture.
   */
  seed: {
    description: 'The same seed and settings draw the same picture. Picture i of several has seed + i.',
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
  },
  /** At most `maxInChannel` in a channel; the command line allows more. */
  count: { description: 'How many pictures to draw.', min: 1, max: 64, maxInChannel: 4 },
  /** At most `maxInChannel` in a channel; the command line allows more. */
  bestOf: {
    description: 'Draw this many at 64 px. Only the one that fits its prompts best is finished and shown.',
    min: 1,
    max: 64,
    maxInChannel: 8,
  },
  size: { description: 'The shorter side in pixels.', choices: [64, 256, 1024] },
  model: { description: 'Which installed model draws.', maxLength: 100 },
  steps: { description: 'How many steps the sampler takes.', min: 1, max: 1000 },
  schedule: { description: 'A named list of timesteps, instead of a number of steps.' },
  sampler: { description: 'Sampler.' },
  guidance: {
    description: 'How closely to follow the prompt. Higher is stricter, lower leaves more to chance.',
    min: 0,
    max: 30,
  },
  noiseLevel: {
    description: 'How much the 256 px stage may invent. Lower stays closer to the small picture.',
    min: 0,
    max: 999,
  },
  backProjections: {
    description: 'How often per step the 256 px stage is corrected to match the small picture.',
    min: 0,
    max: 8,
  },
  strength: {
    description: 'How much of the picture may change: 0.1 hardly anything, 1 everything.',
    min: 0.01,
    max: 1,
  },
  picture: { description: 'The picture to start from.' },
} as const

/** 1024: the 256 px picture, enlarged four times by a small network of its own. */
export const size = z.union([z.literal(64), z.literal(256), z.literal(1024)], { error: 'must be 64, 256 or 1024' })
export type PictureSize = z.infer<typeof size>

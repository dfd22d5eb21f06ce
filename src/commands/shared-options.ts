import { type APIApplicationCommandBasicOption as Option, ApplicationCommandOptionType as Type } from 'discord.js'
import { pictureTypes } from '#src/discord/components/picture-types.ts'
import { options } from '#src/messages/command-descriptions.ts'
import { fields } from '#src/requests/fields.ts'
import { samplerNames } from '#src/pipeline/samplers/registry.ts'

/** Options that several commands share. Their limits and descriptions come from the request schemas. */
export const prompt = {
  type: Type.String,
  name: 'prompt',
  description: fields.prompt.description,
  max_length: fields.prompt.maxLength,
} as const satisfies Option

export const negative = {
  type: Type.String,
  name: 'negative',
  description: fields.negative.description,
  max_length: fields.negative.maxLength,
} as const satisfies Option

export const seed = {
  type: Type.Integer,
  name: 'seed',
  description: fields.seed.description,
  min_value: fields.seed.min,
  max_value: fields.seed.max,
} as const satisfies Option

export const steps = {
  type: Type.Integer,
  name: 'steps',
  description: fields.steps.description,
  min_value: fields.steps.min,
  max_value: fields.steps.max,
} as const satisfies Option

/** Steps by a schedule, by timesteps or by sections. Suggestions do not limit what can be typed. */
export const schedule = {
  type: Type.String,
  name: 'schedule',
  description: options.schedule,
  autocomplete: true,
  max_length: 6000,
} as const satisfies Option

export const sampler = {
  type: Type.String,
  name: 'sampler',
  description: fields.sampler.description,
  choices: samplerNames.map((name) => ({ name, value: name })),
} as const satisfies Option

export const model = {
  type: Type.String,
  name: 'model',
  description: fields.model.description,
  autocomplete: true,
  max_length: fields.model.maxLength,
} as const satisfies Option

export const cleanCaption = {
  type: Type.Boolean,
  name: 'clean_caption',
  description: options.cleanCaption,
} as const satisfies Option

export const guidance = {
  type: Type.Number,
  name: 'guidance',
  description: fields.guidance.description,
  min_value: fields.guidance.min,
  max_value: fields.guidance.max,
} as const satisfies Option

export const count = {
  type: Type.Integer,
  name: 'count',
  description: fields.count.description,
  min_value: fields.count.min,
  max_value: fields.count.maxInChannel,
} as const satisfies Option

export const bestOf = {
  type: Type.Integer,
  name: 'best_of',
  description: fields.bestOf.description,
  min_value: fields.bestOf.min,
  max_value: fields.bestOf.maxInChannel,
} as const satisfies Option

export const size = {
  type: Type.Integer,
  name: 'size',
  description: fields.size.description,
  choices: [
    { name: '64 px', value: 64 },
    { name: '256 px', value: 256 },
    { name: '1024 px', value: 1024 },
  ],
} as const satisfies Option

export const picture = {
  type: Type.Attachment,
  name: 'picture',
  description: fields.picture.description,
  required: true,
  file_types: [...pictureTypes],
} as const satisfies Option

export const strength = {
  type: Type.Number,
  name: 'strength',
  description: fields.strength.description,
  min_value: fields.strength.min,
  max_value: fields.strength.max,
} as const satisfies Option

export const privately = { type: Type.Boolean, name: 'private', description: options.private } as const satisfies Option
export const spoiler = { type: Type.Boolean, name: 'spoiler', description: options.spoiler } as const satisfies Option
export const advanced = {
  type: Type.Boolean,
  name: 'advanced',
  description: options.advanced,
} as const satisfies Option

export const noiseLevel = {
  type: Type.Integer,
  name: 'noise_level',
  description: fields.noiseLevel.description,
  min_value: fields.noiseLevel.min,
  max_value: fields.noiseLevel.max,
} as const satisfies Option

/** How a picture is sampled. */
export const sampling = [negative, seed, steps, schedule, guidance, sampler] as const
/** The last options of every command that draws. */
export const lastOptions = [size, model, cleanCaption, privately, spoiler, advanced] as const
/** The options of nearly every command that draws, in this order. */
export const commonOptions = [...sampling, count, bestOf, ...lastOptions] as const

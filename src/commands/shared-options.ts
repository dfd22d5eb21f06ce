import { type APIApplicationCommandBasicOption as Option, ApplicationCommandOptionType as Type } from 'discord.js'
import { options } from '#src/messages/commands.ts'
import { fields } from '#src/requests/fields.ts'

/** Options that several commands share: limits and words come from the request schemas. Discord allows 100 characters. */
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

export const size = {
  type: Type.Integer,
  name: 'size',
  description: fields.size.description,
  choices: [
    { name: '64 px', value: 64 },
    { name: '256 px', value: 256 },
  ],
} as const satisfies Option

/** File types that a picture may have; the bytes are looked at all the same. */
const pictureTypes = ['image'] as const

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

/** What nearly every command that paints ends with, in this order. */
export const usual = [negative, seed, steps, guidance, count, size, privately, spoiler] as const

import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands, options } from '#src/messages/command-descriptions.ts'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import { argumentsOf } from './arguments-of.ts'
import { pictureSlot } from '#src/requests/request-template.ts'
import { everywhere } from '#src/commands/everywhere.ts'
import { fields } from '#src/requests/fields.ts'
import { upscaleMethods } from '#src/requests/modes/upscale.ts'
import { submitOrOpenForm } from './submit-or-form.ts'
import { advanced, guidance, picture, privately, prompt, schedule, seed, spoiler, steps } from './shared-options.ts'
import { readOptions } from './read-options.ts'
import { suggest } from './suggestions.ts'

const declaration = {
  name: 'upscale',
  description: commands.upscale,
  ...everywhere,
  options: [
    picture,
    prompt,
    {
      type: Type.String,
      name: 'method',
      description: options.method,
      choices: upscaleMethods.map((method) => ({ name: method, value: method })),
    },
    {
      type: Type.Integer,
      name: 'noise_level',
      description: fields.noiseLevel.description,
      min_value: fields.noiseLevel.min,
      max_value: fields.noiseLevel.max,
    },
    steps,
    schedule,
    guidance,
    seed,
    privately,
    spoiler,
    advanced,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** Any picture through the 256 px stage; steps and guidance are that stage's. */
export const upscale: SlashCommand = {
  declaration,
  async run(services, interaction) {
    const { picture: attachment, noise_level: noiseLevel, guidance, ...given } = argumentsOf(declaration, interaction)
    const { settings, reply } = readOptions(given)
    const { steps, ...others } = settings
    await submitOrOpenForm(services, interaction, {
      ...reply,
      request: {
        mode: 'upscale',
        ...others,
        picture: pictureSlot('picture'),
        stageTwo: { steps, guidance, noiseLevel },
      },
      pictures: { picture: { from: 'attachment', attachment } },
    })
  },
  complete: suggest,
}

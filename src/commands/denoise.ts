import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands, options } from '#src/messages/command-descriptions.ts'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import { argumentsOf } from './arguments-of.ts'
import { pictureSlot } from '#src/requests/request-template.ts'
import { everywhere } from '#src/commands/everywhere.ts'
import { denoiseLimits } from '#src/requests/modes/denoise.ts'
import { submitOrOpenForm } from './submit-or-form.ts'
import { numbersIn } from './lists.ts'
import { advanced, picture, privately, prompt, seed, spoiler } from './shared-options.ts'
import { readOptions } from './read-options.ts'

const declaration = {
  name: 'denoise',
  description: commands.denoise,
  ...everywhere,
  options: [
    picture,
    prompt,
    { type: Type.String, name: 'levels', description: options.levels, max_length: 40 },
    {
      type: Type.Integer,
      name: 'stride',
      description: options.stride,
      min_value: denoiseLimits.stride.min,
      max_value: denoiseLimits.stride.max,
    },
    {
      type: Type.Number,
      name: 'blur',
      description: options.blur,
      min_value: denoiseLimits.blurSigma.min,
      max_value: denoiseLimits.blurSigma.max,
    },
    seed,
    privately,
    spoiler,
    advanced,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** The teaching mode: how noise is put on a picture and taken away again. */
export const denoise: SlashCommand = {
  declaration,
  async run(services, interaction) {
    const { picture: attachment, levels, blur, ...given } = argumentsOf(declaration, interaction)
    const { settings, reply } = readOptions(given)
    await submitOrOpenForm(services, interaction, {
      ...reply,
      request: {
        mode: 'denoise',
        ...settings,
        picture: pictureSlot('picture'),
        blurSigma: blur,
        levels: levels === undefined ? undefined : numbersIn(levels),
      },
      pictures: { picture: { from: 'attachment', attachment } },
    })
  },
}

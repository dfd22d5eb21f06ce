import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands, options } from '#src/messages/command-descriptions.ts'
import { argumentsOf, type SlashCommand } from '#src/discord/bot/command.ts'
import { everywhere } from '#src/commands/everywhere.ts'
import { denoiseLimits } from '#src/requests/modes/denoise.ts'
import { askOrOpenForm } from './submit-or-form.ts'
import { numbersIn } from './lists.ts'
import { advanced, picture, privately, prompt, seed, spoiler } from './shared-options.ts'
import { spoken } from './read-options.ts'

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
  async run(parts, interaction) {
    const { picture: attachment, levels, blur, ...given } = argumentsOf(declaration, interaction)
    const { said, asked } = spoken(given)
    await askOrOpenForm(parts, interaction, {
      ...asked,
      said: ({ picture }) => ({
        mode: 'denoise',
        ...said,
        picture,
        blurSigma: blur,
        levels: levels === undefined ? undefined : numbersIn(levels),
      }),
      pictures: { picture: { from: 'attachment', attachment } },
    })
  },
}

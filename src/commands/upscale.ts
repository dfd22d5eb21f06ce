import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands, options } from '#src/messages/commands.ts'
import { argumentsOf, type SlashCommand } from '#src/discord/command.ts'
import { everywhere } from '#src/discord/everywhere.ts'
import { fields } from '#src/requests/fields.ts'
import { upscaleWays } from '#src/requests/modes/upscale.ts'
import { askOrOpenForm } from './ask-or-form.ts'
import { guidance, picture, privately, prompt, seed, spoiler, steps } from './shared-options.ts'

const declaration = {
  name: 'upscale',
  description: commands.upscale,
  ...everywhere,
  options: [
    picture,
    prompt,
    {
      type: Type.String,
      name: 'way',
      description: options.way,
      choices: upscaleWays.map((way) => ({ name: way, value: way })),
    },
    {
      type: Type.Integer,
      name: 'noise_level',
      description: fields.noiseLevel.description,
      min_value: fields.noiseLevel.min,
      max_value: fields.noiseLevel.max,
    },
    steps,
    guidance,
    seed,
    privately,
    spoiler,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** Any picture through the 256 px stage; steps and guidance are that stage's. */
export const upscale: SlashCommand = {
  declaration,
  async run(parts, interaction) {
    const given = argumentsOf(declaration, interaction)
    const { private: ephemeral = false, spoiler = false, picture: attachment, ...rest } = given
    const { noise_level: noiseLevel, steps, guidance, ...said } = rest
    await askOrOpenForm(parts, interaction, {
      said: ({ picture }) => ({ mode: 'upscale', ...said, picture, stageTwo: { steps, guidance, noiseLevel } }),
      pictures: { picture: { from: 'attachment', attachment } },
      ephemeral,
      spoiler,
      advanced: false,
    })
  },
}

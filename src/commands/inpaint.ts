import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands, options } from '#src/messages/commands.ts'
import { argumentsOf, type SlashCommand } from '#src/discord/command.ts'
import { showMask } from '#src/discord/drafting/mask.ts'
import { everywhere } from '#src/discord/everywhere.ts'
import { maskRegions } from '#src/requests/mask-spec.ts'
import { inpaintLimits, inpaintQualities } from '#src/requests/modes/inpaint.ts'
import { picture, prompt, strength, usual } from './shared-options.ts'

const declaration = {
  name: 'inpaint',
  description: commands.inpaint,
  ...everywhere,
  options: [
    picture,
    prompt,
    { ...picture, name: 'mask', description: options.mask, required: false },
    {
      type: Type.String,
      name: 'region',
      description: options.region,
      choices: maskRegions.map((region) => ({ name: region, value: region })),
    },
    { type: Type.Boolean, name: 'invert', description: options.invert },
    {
      type: Type.String,
      name: 'quality',
      description: options.quality,
      choices: inpaintQualities.map((quality) => ({ name: quality, value: quality })),
    },
    strength,
    {
      type: Type.Number,
      name: 'feather',
      description: options.feather,
      min_value: inpaintLimits.feather.min,
      max_value: inpaintLimits.feather.max,
    },
    ...usual,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** Part of a picture anew: the mask is looked at before anything is drawn. */
export const inpaint: SlashCommand = {
  declaration,
  async run(parts, interaction) {
    const given = argumentsOf(declaration, interaction)
    const { private: ephemeral = false, spoiler = false, picture: attachment, mask, region, invert, ...said } = given
    await showMask(parts, interaction, {
      said: ({ picture }) => ({ mode: 'inpaint', ...said, invertMask: invert, picture }),
      pictures: {
        picture: { from: 'attachment', attachment },
        ...(mask === undefined ? {} : { mask: { from: 'attachment', attachment: mask } }),
      },
      ephemeral,
      spoiler,
      ...(region === undefined ? {} : { mask: { from: 'regions', regions: [region] } }),
    })
  },
}

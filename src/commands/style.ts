import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands, options } from '#src/messages/commands.ts'
import { styleSuggestions } from '#src/messages/styles.ts'
import { argumentsOf, type SlashCommand } from '#src/discord/command.ts'
import { everywhere } from '#src/discord/everywhere.ts'
import { fields } from '#src/requests/fields.ts'
import { styleLimits } from '#src/requests/modes/style.ts'
import { askOrOpenForm } from './ask-or-form.ts'
import { advanced, picture, prompt, strength, usual } from './shared-options.ts'

const declaration = {
  name: 'style',
  description: commands.style,
  ...everywhere,
  options: [
    picture,
    {
      type: Type.String,
      name: 'style',
      description: options.style,
      required: true,
      autocomplete: true,
      max_length: fields.style.maxLength,
    },
    { ...prompt, description: options.stylePrompt },
    strength,
    {
      type: Type.Number,
      name: 'mixer',
      description: options.mixer,
      min_value: styleLimits.mixer.min,
      max_value: styleLimits.mixer.max,
    },
    ...usual,
    advanced,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** A picture in another style. */
export const style: SlashCommand = {
  declaration,
  async run(parts, interaction) {
    const given = argumentsOf(declaration, interaction)
    const { private: ephemeral = false, spoiler = false, advanced, picture: attachment, ...said } = given
    await askOrOpenForm(parts, interaction, {
      said: ({ picture }) => ({ mode: 'style', ...said, picture }),
      pictures: { picture: { from: 'attachment', attachment } },
      ephemeral,
      spoiler,
      advanced: advanced === true,
    })
  },
  async complete(_, interaction) {
    const typed = interaction.options.getFocused().trim()
    const fitting = styleSuggestions.filter((style) => style.toLowerCase().includes(typed.toLowerCase()))
    // What is typed counts as it is: the list only helps.
    const own = typed === '' || fitting.includes(typed) ? [] : [typed.slice(0, 100)]
    await interaction.respond([...own, ...fitting].slice(0, 25).map((style) => ({ name: style, value: style })))
  },
}

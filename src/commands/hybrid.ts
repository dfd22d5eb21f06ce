import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands, options } from '#src/messages/commands.ts'
import { argumentsOf, type SlashCommand } from '#src/discord/command.ts'
import { everywhere } from '#src/discord/everywhere.ts'
import { fields } from '#src/requests/fields.ts'
import { hybridComponents, type HybridKind, hybridKinds, hybridLimits } from '#src/requests/modes/hybrid.ts'
import { askOrOpenForm } from './ask-or-form.ts'
import { advanced, picture, usual } from './shared-options.ts'

const declaration = {
  name: 'hybrid',
  description: commands.hybrid,
  ...everywhere,
  options: [
    { type: Type.String, name: 'first', description: options.first, max_length: fields.prompt.maxLength },
    { type: Type.String, name: 'second', description: options.second, max_length: fields.prompt.maxLength },
    { type: Type.String, name: 'middle', description: options.middle, max_length: fields.prompt.maxLength },
    {
      type: Type.String,
      name: 'kind',
      description: options.kind,
      choices: hybridKinds.map((kind) => ({ name: kind, value: kind })),
    },
    { ...picture, name: 'picture', description: options.pinned, required: false },
    { type: Type.String, name: 'style', description: fields.style.description, max_length: fields.style.maxLength },
    {
      type: Type.Number,
      name: 'sigma',
      description: options.sigma,
      min_value: hybridLimits.sigma.min,
      max_value: hybridLimits.sigma.max,
    },
    ...usual,
    advanced,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** The components of a kind in the order of the options: first, (middle,) second. */
const componentsOf = (kind: HybridKind): readonly string[] =>
  kind === 'scale' ? ['scale', 'scale', 'scale'] : hybridComponents[kind]

/** A hybrid; the part whose prompt is left out comes from the picture. */
export const hybrid: SlashCommand = {
  declaration,
  async run(parts, interaction) {
    const given = argumentsOf(declaration, interaction)
    const { private: ephemeral = false, spoiler = false, advanced, picture: attachment, ...rest } = given
    const { first, second, middle, kind = 'low_high', ...said } = rest
    const components = componentsOf(kind)
    const prompts = components.length === 3 ? [first, middle, second] : [first, second]
    const parted = prompts.map((prompt, index) => ({ component: components[index], prompt }))
    const free = parted.find(({ prompt }) => prompt === undefined)?.component
    await askOrOpenForm(parts, interaction, {
      said: ({ picture }) => ({
        mode: 'hybrid',
        kind,
        ...said,
        parts: parted.filter(({ prompt }) => prompt !== undefined),
        ...(picture === undefined ? {} : { pinned: { component: free ?? components[0], picture } }),
      }),
      pictures: attachment === undefined ? {} : { picture: { from: 'attachment', attachment } },
      ephemeral,
      spoiler,
      advanced: advanced === true,
    })
  },
}

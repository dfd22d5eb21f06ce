import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { commands, options } from '#src/messages/commands.ts'
import { argumentsOf, type SlashCommand } from '#src/discord/command.ts'
import { everywhere } from '#src/discord/everywhere.ts'
import { numeric } from '#src/requests/numeric.ts'
import { askOrOpenForm } from './ask-or-form.ts'
import { guidance, picture, privately, prompt, seed, size, spoiler, steps, strength } from './shared-options.ts'

const settings = ['guidance', 'steps', 'seed', 'sampler', 'prompt', 'strength'] as const
const choices = settings.map((setting) => ({ name: setting, value: setting }))

const declaration = {
  name: 'compare',
  description: commands.compare,
  ...everywhere,
  options: [
    { type: Type.String, name: 'setting', description: options.setting, required: true, choices },
    { type: Type.String, name: 'values', description: options.values, required: true, max_length: 2000 },
    prompt,
    { type: Type.String, name: 'and_setting', description: options.otherSetting, choices },
    { type: Type.String, name: 'and_values', description: options.otherValues, max_length: 2000 },
    { ...picture, description: options.comparePicture, required: false },
    strength,
    seed,
    steps,
    guidance,
    size,
    privately,
    spoiler,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** Values as typed: words stay words where the setting takes words. */
const read = (setting: string, values: string): readonly (string | number | undefined)[] => {
  const words = values
    .split(setting === 'prompt' ? /[|\n]/ : /[,;|\n]/)
    .map((value) => value.trim())
    .filter(Boolean)
  return setting === 'prompt' || setting === 'sampler' ? words : words.map(numeric)
}

/** A labelled sheet: the same request with one or two settings varied. */
export const compare: SlashCommand = {
  declaration,
  async run(parts, interaction) {
    const given = argumentsOf(declaration, interaction)
    const { private: ephemeral = false, spoiler = false, picture: attachment, ...rest } = given
    const { setting, values, and_setting, and_values, strength, ...said } = rest
    const axes = [
      { setting, values: read(setting, values) },
      ...(and_setting === undefined ? [] : [{ setting: and_setting, values: read(and_setting, and_values ?? '') }]),
    ]
    await askOrOpenForm(parts, interaction, {
      said: ({ picture }) => ({
        mode: 'compare',
        of: picture === undefined ? { mode: 'generate', ...said } : { mode: 'edit', ...said, strength, picture },
        axes,
      }),
      pictures: attachment === undefined ? {} : { picture: { from: 'attachment', attachment } },
      ephemeral,
      spoiler,
      advanced: false,
    })
  },
}

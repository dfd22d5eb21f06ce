import {
  type APIApplicationCommandBasicOption as Option,
  ApplicationCommandOptionType as Type,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js'
import { options } from '#src/messages/command-descriptions.ts'
import { modes } from '#src/requests/modes/registry.ts'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import { argumentsOf } from './arguments-of.ts'
import { everywhere } from '#src/commands/everywhere.ts'
import { fields } from '#src/requests/fields.ts'
import { illusionMerges } from '#src/requests/modes/illusion-fields.ts'
import { viewFrom } from '#src/requests/view-words.ts'
import { submitOrOpenForm } from './submit-or-form.ts'
import { commonOptions } from './shared-options.ts'
import { readOptions } from './read-options.ts'
import { suggest } from './suggestions.ts'

const reading = (name: 'prompt' | 'second' | 'third' | 'fourth', description: string, required: boolean) =>
  ({ type: Type.String, name, description, required, max_length: fields.prompt.maxLength }) as const satisfies Option

const view = (name: string, description: string) => ({
  type: Type.String as const,
  name,
  description,
  autocomplete: true as const,
  max_length: 100,
})

const declaration = {
  name: 'anagram',
  description: modes.anagram.description,
  ...everywhere,
  options: [
    { ...reading('prompt', options.firstPrompt, true), name: 'prompt', required: true, autocomplete: true },
    { ...reading('second', options.secondPrompt, true), name: 'second', required: true, autocomplete: true },
    { ...view('view', options.view), name: 'view' },
    { ...reading('third', options.thirdPrompt, false), name: 'third', required: false },
    { ...view('third_view', options.thirdView), name: 'third_view' },
    { ...reading('fourth', options.fourthPrompt, false), name: 'fourth', required: false },
    { ...view('fourth_view', options.fourthView), name: 'fourth_view' },
    { type: Type.String, name: 'style', description: fields.style.description, max_length: fields.style.maxLength },
    {
      type: Type.String,
      name: 'merge',
      description: options.merge,
      choices: illusionMerges.map((merge) => ({ name: merge, value: merge })),
    },
    { type: Type.Boolean, name: 'rectify', description: options.rectify },
    ...commonOptions,
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** How the second, third and fourth reading are seen by default. */
const defaultViews = ['flip', 'rotate_cw', 'rotate_ccw'] as const

/** A visual anagram. The first prompt is the picture as it is, and each further one is a view of it. */
export const anagram: SlashCommand = {
  declaration,
  async run(services, interaction) {
    const given = argumentsOf(declaration, interaction)
    const { prompt, second, view, third, third_view, fourth, fourth_view, ...rest } = given
    const { settings, reply } = readOptions(rest)
    const more = [
      { prompt: second, view: view ?? defaultViews[0] },
      { prompt: third, view: third_view ?? defaultViews[1] },
      { prompt: fourth, view: fourth_view ?? defaultViews[2] },
    ].filter(({ prompt }) => prompt !== undefined)
    const readings = [
      { prompt, view: { name: 'identity' } },
      ...more.map(({ prompt, view }) => ({ prompt, view: viewFrom(view) })),
    ]
    await submitOrOpenForm(services, interaction, { ...reply, request: { mode: 'anagram', ...settings, readings } })
  },
  complete: suggest,
}

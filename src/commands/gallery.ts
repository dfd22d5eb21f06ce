import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import { galleryFilter, maxSearchLength } from '#src/discord/gallery/gallery-state.ts'
import { type GalleryServices, showGallery } from '#src/discord/gallery-buttons/show-gallery.ts'
import { commands, options } from '#src/messages/command-descriptions.ts'
import { modes } from '#src/requests/modes/registry.ts'
import { galleryKinds } from '#src/store/gallery/gallery-store.ts'
import { argumentsOf } from './arguments-of.ts'
import { everywhere } from './everywhere.ts'

const declaration = {
  name: 'gallery',
  description: commands.gallery,
  ...everywhere,
  options: [
    {
      type: Type.String,
      name: 'show',
      description: options.galleryShow,
      choices: galleryKinds.map((kind) => ({ name: kind, value: kind })),
    },
    {
      type: Type.String,
      name: 'mode',
      description: options.galleryMode,
      choices: Object.values(modes).map(({ name }) => ({ name, value: name })),
    },
    { type: Type.String, name: 'word', description: options.galleryWord, max_length: maxSearchLength },
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** Looks through finished pictures, in a private message with pages. */
export const gallery: SlashCommand = {
  declaration,
  async run(services: GalleryServices, interaction) {
    await services.acknowledge.reply(interaction, { ephemeral: true })
    const { show, mode, word } = argumentsOf(declaration, interaction)
    const kind = show ?? (interaction.guild === null ? 'mine' : 'everybody')
    await showGallery(services, interaction, { filter: galleryFilter({ kind, mode, words: word }), page: 0 })
  },
}

import { type ChatInputCommandInteraction, ComponentType, type MessageComponentInteraction } from 'discord.js'
import { messagesIn } from '#src/messages/languages.ts'
import type { Messages } from '#src/messages/messages.ts'
import type { ComponentHandler } from '../bot/handlers.ts'
import type { Services } from '../bot/services.ts'
import { button, buttonRows } from '../components/button.ts'
import { container } from '../components/container.ts'
import { limits } from '../components/limits.ts'
import type { Payload } from '../components/payload.ts'
import { text } from '../components/text.ts'
import { type ExportPart, type ExportPlace, exportPart, exportStart } from '../gallery/export-archive.ts'

type ExportServices = Pick<Services, 'acknowledge' | 'store' | 'fitBytes' | 'messenger'>

/** Bytes of a request beside its file. */
const overhead = 64 * 1024

/**
 * Answers with one part of a person's pictures as a ZIP archive, and with a button for the next part. The button holds
 * the place, so an export can be continued after a restart or on another day.
 *
 * @param part from 1
 */
export async function showExport(
  services: ExportServices,
  interaction: ChatInputCommandInteraction | MessageComponentInteraction,
  { from = exportStart, part = 1 }: { readonly from?: ExportPlace; readonly part?: number } = {},
): Promise<void> {
  await services.acknowledge.reply(interaction, { ephemeral: true })
  const maxBytes = Math.min(interaction.attachmentSizeLimit, limits.request - overhead)
  const exported = await exportPart(services, { personId: interaction.user.id, from, maxBytes })
  await services.messenger.editReply(interaction.token, exportCard(exported, part, messagesIn(interaction.locale)))
}

function exportCard(exported: ExportPart, part: number, { exportText: words }: Messages): Payload {
  const { archive, pictures, gone, smaller, next } = exported
  if (archive === undefined)
    return { components: [container('done', [text(part === 1 ? words.nothing : words.last)])], files: [] }
  const name = `duckrabbit-${part}.zip`
  const lines = [
    words.part(part),
    words.pictures(pictures),
    ...(gone === 0 ? [] : [words.gone(gone)]),
    ...(smaller === 0 ? [] : [words.smaller(smaller)]),
    next === undefined ? words.last : words.more,
  ]
  return {
    components: [
      container('done', [
        text(lines.join('\n')),
        { type: ComponentType.File, file: { url: `attachment://${name}` } },
        ...(next === undefined ? [] : buttonRows([nextButton(next, part + 1, words)])),
      ]),
    ],
    files: [{ name, data: archive }],
  }
}

const nextButton = ({ seq, done }: ExportPlace, part: number, words: Messages['exportText']) =>
  button(nextPart.id, `${seq}.${done}`, { label: words.next, emoji: '📦', argument: part })

/** Sends another part of an export in a new message. */
export const nextPart: ComponentHandler = {
  id: 'export-part',
  async press(services: ExportServices, interaction, { job: place, argument }) {
    const [seq = 0, done = 0] = place.split('.').map((part) => Math.max(0, Math.trunc(Number(part)) || 0))
    await showExport(services, interaction, { from: { seq, done }, part: Number(argument) || 1 })
  },
}

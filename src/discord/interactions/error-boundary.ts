import { type Interaction, MessageFlags, type RepliableInteraction } from 'discord.js'
import type { Logger } from 'pino'
import { diskFault } from '#src/disk-fault.ts'
import { UserError } from '#src/errors.ts'
import { newIncident } from '#src/log/incident.ts'
import { messagesIn } from '#src/messages/languages.ts'
import type { Messages } from '#src/messages/messages.ts'
import { fill } from '#src/messages/template.ts'
import { translate } from '#src/messages/translate.ts'
import { container } from '../components/container.ts'
import { toBody } from '../components/payload.ts'
import { text } from '../components/text.ts'

/**
 * The error boundary of all handlers. Any error of a handler is answered with a sentence that only the person sees, if
 * an answer is still possible.
 */
export async function withinBoundary(
  { log }: { readonly log: Logger },
  interaction: Interaction,
  handler: () => Promise<void>,
): Promise<void> {
  try {
    await handler()
  } catch (error) {
    const about = { interaction: interaction.id, person: interaction.user.id, what: describe(interaction) }
    const messages = messagesIn(interaction.locale)
    const sentence = messages.ended.failed(sentenceFor(error, messages, { log, about }))
    await answer(interaction, sentence).catch((error: unknown) =>
      log.warn({ ...about, err: error }, 'an error could not be shown'),
    )
  }
}

/** A UserError's own sentence in the person's language, or one about a disk that cannot be written; for anything else an id under which the log holds the details. */
function sentenceFor(
  error: unknown,
  messages: Messages,
  { log, about }: { readonly log: Logger; readonly about: Readonly<Record<string, unknown>> },
): string {
  if (error instanceof UserError) {
    log.info({ ...about, code: error.code, details: error.details }, 'refused')
    return translate(error.message, messages)
  }
  const disk = diskFault(error)
  if (disk !== undefined) {
    log.error({ ...about, err: error }, 'the disk is full or cannot be written')
    return translate(disk.message, messages)
  }
  const incident = newIncident()
  log.error({ ...about, incident, err: error }, 'an incident')
  return fill(messages.refused.incident, { id: incident })
}

async function answer(interaction: Interaction, sentence: string): Promise<void> {
  if (interaction.isAutocomplete()) return interaction.responded ? undefined : interaction.respond([])
  if (!interaction.isRepliable()) return
  const { components } = toBody({ components: [container('trouble', [text(sentence)])], files: [] })
  const message = { components, flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral } as const
  if (!interaction.deferred && !interaction.replied) {
    await interaction.reply(message)
    return
  }
  if (!(await isThinking(interaction))) {
    await interaction.followUp(message)
    return
  }
  if (interaction.ephemeral === true) {
    await interaction.editReply({ components, flags: MessageFlags.IsComponentsV2 })
    return
  }
  // Nobody else needs to read the error. A follow-up to a reply that still says "is thinking" would be public.
  await interaction.deleteReply()
  await interaction.followUp(message)
}

/** Whether the reply still says "is thinking". It is edited by REST, so discord.js itself does not know. */
async function isThinking(interaction: RepliableInteraction): Promise<boolean> {
  // A button that was acknowledged with an update has no reply: the message stays and the sentence follows it.
  if (!interaction.deferred || interaction.ephemeral === null) return false
  return (await interaction.fetchReply()).flags.has(MessageFlags.Loading)
}

/** The person's action, for the log. */
function describe(interaction: Interaction): string {
  if (interaction.isCommand() || interaction.isAutocomplete()) return `/${interaction.commandName}`
  return interaction.customId
}

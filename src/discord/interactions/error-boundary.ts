import { type Interaction, MessageFlags } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { ended, refused } from '#src/messages/replies.ts'
import { newIncident } from '../../log/incident.ts'
import { container, text } from '../components/frame.ts'
import { toBody } from '../components/payload.ts'
import type { Parts } from '../bot/services.ts'

/**
 * What a person reads of an error: a UserError's own sentence; for anything else an id, under which the log holds
 * the rest.
 */
export function sentenceFor(error: unknown, log: Parts['log'], about: Readonly<Record<string, unknown>>): string {
  if (error instanceof UserError) {
    log.info({ ...about, code: error.code, details: error.details }, 'refused')
    return error.message
  }
  const incident = newIncident()
  log.error({ ...about, incident, err: error }, 'an incident')
  return refused.incident(incident)
}

const note = (sentence: string) => ({
  ...toBody({ components: [container('trouble', [text(ended.failed(sentence))])], files: [] }),
})

/**
 * The one boundary of all handlers: whatever one throws is answered in a sentence for the person alone, where the answer
 * is still possible: as a private reply, in place of a private "is thinking", or beside what is shown already.
 */
export async function withinBoundary(
  parts: Pick<Parts, 'log'>,
  interaction: Interaction,
  handler: () => Promise<void>,
): Promise<void> {
  try {
    await handler()
  } catch (error) {
    const about = { interaction: interaction.id, person: interaction.user.id, what: describe(interaction) }
    const sentence = sentenceFor(error, parts.log, about)
    await tell(interaction, sentence).catch((error: unknown) =>
      parts.log.warn({ ...about, err: error }, 'an error could not be told'),
    )
  }
}

async function tell(interaction: Interaction, sentence: string): Promise<void> {
  if (interaction.isAutocomplete()) return interaction.responded ? undefined : interaction.respond([])
  if (!interaction.isRepliable()) return
  const { flags, components, allowed_mentions: _ } = note(sentence)
  const message = { components, flags: flags | MessageFlags.Ephemeral } as const
  if (!interaction.deferred && !interaction.replied) {
    await interaction.reply(message)
    return
  }
  // A press on a result was acknowledged as "will update": the result stays and the sentence stands beside it.
  const deferred = interaction.deferred && interaction.ephemeral !== null
  // What fills a deferred reply goes by REST, so discord.js does not know whether it was filled.
  if (!deferred || !(await interaction.fetchReply()).flags.has(MessageFlags.Loading)) {
    await interaction.followUp(message)
    return
  }
  if (interaction.ephemeral === true) {
    await interaction.editReply({ components, flags: MessageFlags.IsComponentsV2 })
    return
  }
  // Nobody else needs to read what was wrong. A follow-up to a reply that is still "thinking" would fill it, publicly.
  await interaction.deleteReply()
  await interaction.followUp(message)
}

/** For the log: what the person did. */
function describe(interaction: Interaction): string {
  if (interaction.isCommand() || interaction.isAutocomplete()) return `/${interaction.commandName}`
  return interaction.customId
}

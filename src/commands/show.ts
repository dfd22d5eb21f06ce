import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { commands, options } from '#src/messages/command-descriptions.ts'
import { refused } from '#src/messages/replies.ts'
import { argumentsOf, type SlashCommand } from '#src/discord/bot/command.ts'
import { defer } from '#src/discord/interactions/acknowledge.ts'
import { everywhere } from '#src/commands/everywhere.ts'
import { clip } from '#src/discord/components/frame.ts'
import { finishedPayload } from '#src/discord/delivery/deliver.ts'
import { readOrigin } from '#src/discord/jobs/reply-origin.ts'
import { requestLine } from '#src/discord/cards/request-text.ts'
import { privately } from './shared-options.ts'

const declaration = {
  name: 'show',
  description: commands.show,
  ...everywhere,
  options: [
    {
      type: Type.String,
      name: 'id',
      description: options.id,
      required: true,
      autocomplete: true,
      max_length: 40,
    },
    { ...privately, description: options.showPrivate },
  ],
} as const satisfies RESTPostAPIChatInputApplicationCommandsJSONBody

/** How many of a person's latest jobs are looked through, and Discord's most choices. */
const looked = 100
const most = 25

/** Brings one of the person's own results back, with live buttons: what was delivered badly, long ago, or elsewhere. */
export const show: SlashCommand = {
  declaration,
  async run(parts, interaction) {
    const { id, private: asked } = argumentsOf(declaration, interaction)
    // Whether the picture was a private one is in the store; until that is known the answer is for one person only.
    const ephemeral = asked ?? true
    await defer(parts, interaction, { ephemeral })
    const job = await parts.store.jobs.get(id.trim())
    if (job === null || job.personId !== interaction.user.id) throw new UserError('no-such-job', refused.noSuchJob)
    if (job.endedAt === null) throw new UserError('not-done', refused.notDone)
    const origin = readOrigin(job)
    const payload = await finishedPayload(parts, job, {
      fileLimit: interaction.attachmentSizeLimit,
      spoiler: origin?.spoiler ?? false,
      notices: origin?.notices ?? [],
      guildId: interaction.guildId,
    })
    const placed = await parts.messenger.editReply(interaction.token, payload)
    await parts.store.messages.put({ ...placed, jobId: job.id, state: { shows: 'result' } })
    await parts.store.jobs.delivered(job.id)
  },
  async complete({ store }, interaction) {
    const typed = interaction.options.getFocused().trim().toLowerCase()
    const jobs = await store.jobs.ofPerson(interaction.user.id, looked)
    const choices = jobs
      .filter(({ state }) => state === 'done')
      .map((job) => ({
        name: clip(`${job.id} · ${requestLine(job.request).replaceAll(/\s+/g, ' ')}`, 100),
        value: job.id,
      }))
      .filter(({ name }) => name.toLowerCase().includes(typed))
    await interaction.respond(choices.slice(0, most))
  },
}

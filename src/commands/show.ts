import { ApplicationCommandOptionType as Type, type RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js'
import type { SlashCommand } from '#src/discord/bot/handlers.ts'
import type { Services } from '#src/discord/bot/services.ts'
import { requestLine } from '#src/discord/cards/request-text.ts'
import { limits } from '#src/discord/components/limits.ts'
import { clip } from '#src/discord/components/text.ts'
import { optionsFor } from '#src/discord/delivery/finished-message.ts'
import { placeOf } from '#src/discord/jobs/request-place.ts'
import { requireShowable } from '#src/discord/jobs/showable.ts'
import { requirePostable } from '#src/discord/submission/guild-policy.ts'
import { UserError } from '#src/errors.ts'
import { commands, options } from '#src/messages/command-descriptions.ts'
import { refused } from '#src/messages/refusals.ts'
import { argumentsOf } from './arguments-of.ts'
import { messagesIn } from '#src/messages/languages.ts'
import { everywhere } from './everywhere.ts'
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

/** How many of a person's latest jobs are searched. */
const latestJobs = 100

/** Brings one of the person's own results back, with working buttons, wherever and whenever it was delivered. */
export const show: SlashCommand = {
  declaration,
  async run(
    services: Pick<Services, 'acknowledge' | 'store' | 'settings' | 'finishedMessage' | 'messenger' | 'recordDelivery'>,
    interaction,
  ) {
    const { id, private: isPrivate = true } = argumentsOf(declaration, interaction)
    const { store } = services
    // Only the store knows whether the picture was a private one, so the answer is private unless asked for openly.
    await services.acknowledge.reply(interaction, { ephemeral: isPrivate })
    const job = await store.jobs.get(id.trim())
    if (job === null || job.personId !== interaction.user.id) throw new UserError('no-such-job', refused.noSuchJob)
    if (job.endedAt === null) throw new UserError('not-done', refused.notDone)
    const place = placeOf(interaction)
    requireShowable(job, place)
    const isPublic = interaction.ephemeral !== true
    if (isPublic) requirePostable(job.request, { place, settings: await services.settings.at(place) })
    const options = await optionsFor(services, job, place, {
      fileLimit: interaction.attachmentSizeLimit,
      ephemeral: !isPublic,
    })
    const payload = await services.finishedMessage(job, options)
    const placed = await services.messenger.editReply(interaction.token, payload)
    await services.recordDelivery(job.id, placed)
  },
  async complete({ store }: Pick<Services, 'store'>, interaction) {
    const messages = messagesIn(interaction.locale)
    const typed = interaction.options.getFocused().trim().toLowerCase()
    const jobs = await store.jobs.ofPerson(interaction.user.id, latestJobs)
    const choices = jobs
      .filter(({ state }) => state === 'done')
      .map((job) => ({
        name: clip(`${job.id} · ${requestLine(job.request, messages).replaceAll(/\s+/g, ' ')}`, limits.optionLength),
        value: job.id,
      }))
      .filter(({ name }) => name.toLowerCase().includes(typed))
    await interaction.respond(choices.slice(0, limits.options))
  },
}

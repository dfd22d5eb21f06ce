import { MessageFlags } from 'discord.js'
import { messagesIn } from '#src/messages/languages.ts'
import type { FormHandler } from '../bot/handlers.ts'
import type { Services } from '../bot/services.ts'
import { filledIn, form } from '../forms/form.ts'
import { remixedRequest, remixFields } from '../forms/remix.ts'
import { readOrigin } from '../jobs/reply-origin.ts'
import { storedPictures } from '../submission/picture-source.ts'
import { type ButtonWords, type JobButton, jobOf } from './job-button.ts'

const face = (words: ButtonWords) => ({ label: words.remix, emoji: '🖋️' })

/** Opens the recipe in a form. */
export const remix: JobButton = {
  id: 'remix',
  on: { result: ({ words }) => [face(words)], ended: face },
  async press(services: Pick<Services, 'acknowledge' | 'store'>, interaction, pressed) {
    const job = await jobOf(services, pressed)
    const messages = messagesIn(interaction.locale)
    const fields = remixFields(job.request, messages)
    await services.acknowledge.form(
      interaction,
      form({
        action: remixForm.id,
        job: job.id,
        title: messages.forms.remix,
        fields,
        inChannel: pressed.inChannel === true,
      }),
    )
  },
}

/** Draws what the form describes, for whoever filled it in. */
export const remixForm: FormHandler = {
  id: 'remixed',
  async submit(services: Pick<Services, 'store' | 'submit'>, interaction, submitted) {
    const job = await jobOf(services, submitted)
    await services.submit(interaction, {
      request: remixedRequest(job.request, filledIn(interaction)),
      pictures: storedPictures(job.request),
      ephemeral: submitted.inChannel !== true && (interaction.message?.flags.has(MessageFlags.Ephemeral) ?? false),
      spoiler: readOrigin(job)?.spoiler ?? false,
      parentId: job.id,
    })
  },
}

import { showForm } from '../interactions/acknowledge.ts'
import { MessageFlags } from 'discord.js'
import { forms as words } from '#src/messages/forms.ts'
import { ask } from '../submission/submit.ts'
import { keptPictures } from '../submission/picture-sources.ts'
import { filledIn, form } from '../forms/form.ts'
import { remixFields, remixSaid } from '../forms/remix.ts'
import { jobOf, type Pressed, type Submitted } from '../bot/handlers.ts'
import { readOrigin } from '../jobs/reply-origin.ts'

/** Opens the recipe in a form. */
export const remix: Pressed = async (parts, interaction, press) => {
  const job = await jobOf(parts, press)
  await showForm(
    parts,
    interaction,
    form({ verb: 'remixed', job: job.id, title: words.remix, fields: remixFields(job.request) }),
  )
}

/** Draws what the form says, for whoever filled it in. */
export const remixed: Submitted = async (parts, interaction, press) => {
  const ephemeral = interaction.message?.flags.has(MessageFlags.Ephemeral) ?? false
  const job = await jobOf(parts, press)
  await ask(parts, interaction, {
    said: () => remixSaid(job.request, filledIn(interaction)),
    pictures: keptPictures(job.request),
    ephemeral,
    spoiler: readOrigin(job)?.spoiler ?? false,
    parentId: job.id,
  })
}

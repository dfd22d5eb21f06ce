import type { MessageComponentInteraction, ModalSubmitInteraction } from 'discord.js'
import { PermissionFlagsBits } from 'discord.js'
import { UserError } from '#src/errors.ts'
import { refused } from '#src/messages/replies.ts'
import type { Job } from '#src/store/job.ts'
import type { Press } from '../components/custom-id.ts'
import type { Parts } from './services.ts'

/** What a button or a select does. Acknowledges within three seconds, like everything. */
export type Pressed = (parts: Parts, interaction: MessageComponentInteraction, press: Press) => Promise<void>

/** What a form does when it comes back. */
export type Submitted = (parts: Parts, interaction: ModalSubmitInteraction, press: Press) => Promise<void>

/** The job that a press is about. @throws UserError `job-gone` */
export async function jobOf({ store }: Pick<Parts, 'store'>, press: Press): Promise<Job> {
  const job = await store.jobs.get(press.job)
  if (job === null) throw new UserError('job-gone', refused.gone)
  return job
}

/** Lets the job's owner through, and whoever may manage messages in this channel. @throws UserError `not-yours` */
export function mustMayRule(interaction: MessageComponentInteraction, job: Pick<Job, 'personId'>): void {
  const moderates = interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true
  if (interaction.user.id !== job.personId && !moderates) throw new UserError('not-yours', refused.notYours)
}

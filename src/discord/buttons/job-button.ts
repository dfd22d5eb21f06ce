import { type MessageComponentInteraction, MessageFlags, type ModalSubmitInteraction } from 'discord.js'
import { UserError } from '#src/errors.ts'
import type { Messages } from '#src/messages/messages.ts'
import { refused } from '#src/messages/refusals.ts'
import type { Job } from '#src/store/job.ts'
import type { Result } from '#src/store/store.ts'
import type { ComponentHandler } from '../bot/handlers.ts'
import type { Services } from '../bot/services.ts'
import type { Layout } from '../cards/layout.ts'
import type { ButtonFace } from '../components/button.ts'
import type { CustomId } from '../components/custom-id.ts'
import { isModerator } from '../interactions/permissions.ts'

export type ButtonWords = Messages['buttons']

/** The facts about a finished job that its buttons depend on. */
export interface ResultFacts {
  readonly job: Job
  readonly results: readonly Result[]
  readonly layout: Layout
  /** The end of an argument that names the picked picture. Empty if it is the only one, or none is picked. */
  readonly picked: string
  /** Whoever sees the buttons can enter the result in a challenge. */
  readonly mayEnter: boolean
  /** The labels of buttons, in the language of the message. */
  readonly words: ButtonWords
}

/** A button under a result. */
export interface ResultFace extends ButtonFace {
  /**
   * `first` and `last`: before and after the others. `aside`: with the details, never in the message itself. Default: in
   * the order of the registry. What does not fit into the message goes to the details too.
   */
  readonly place?: 'first' | 'last' | 'aside'
}

/**
 * A button under messages about a job: which messages carry it, how it looks there, and what it does. To add one, write
 * its descriptor in a file of its own and list it in `registry.ts`.
 */
export interface JobButton extends ComponentHandler {
  /** The kinds of messages that show the button. */
  readonly on: {
    /** A finished job. Empty if the button does not apply. */
    readonly result?: (facts: ResultFacts) => readonly ResultFace[]
    /** A finished job that others see too, at the right of its last line. `stars`: how many the result has. */
    readonly accessory?: (facts: { readonly stars: number; readonly messages: Messages }) => ButtonFace
    /** A job that ended without a picture. */
    readonly ended?: (words: ButtonWords) => ButtonFace
    /** A job that waits or is being drawn. */
    readonly progress?: (words: ButtonWords) => ButtonFace
    /** A reply that can no longer be edited. */
    readonly offer?: (words: ButtonWords) => ButtonFace
  }
}

/** Whether only the person who pressed sees the answer: as for the message, unless the button says otherwise. */
export const inheritsPrivacy = (
  { message }: Pick<MessageComponentInteraction, 'message'>,
  { inChannel }: Pick<CustomId, 'inChannel'>,
): boolean => inChannel !== true && message.flags.has(MessageFlags.Ephemeral)

/** The job that a button is about. @throws UserError `job-gone` */
export async function jobOf({ store }: Pick<Services, 'store'>, pressed: CustomId): Promise<Job> {
  const job = await store.jobs.get(pressed.job)
  if (job === null) throw new UserError('job-gone', refused.gone)
  return job
}

/**
 * Passes for the owner of a job and for moderators.
 *
 * @throws UserError `not-yours`
 */
export async function requireOwnerOrModerator(
  services: Pick<Services, 'settings'>,
  interaction: MessageComponentInteraction | ModalSubmitInteraction,
  job: Pick<Job, 'personId'>,
): Promise<void> {
  if (interaction.user.id === job.personId) return
  if (!(await isModerator(services, interaction))) throw new UserError('not-yours', refused.notYours)
}

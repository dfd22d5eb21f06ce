import type { APIButtonComponentWithCustomId } from 'discord.js'
import type { Messages } from '#src/messages/messages.ts'
import type { Job } from '#src/store/job.ts'
import type { Result } from '#src/store/store.ts'
import type { ActionRow } from '../components/button.ts'
import type { Layout } from './layout.ts'

/** The buttons and menus under each kind of message about a job. */
export interface JobControls {
  /** A job that waits or is being drawn. */
  progress(job: Job): readonly ActionRow[]
  /** A reply that can no longer be edited, until someone presses. */
  offer(job: Job): readonly ActionRow[]
  /** A job that ended without a picture. */
  ended(job: Job): readonly ActionRow[]
  /** A finished job. */
  result(job: Job, results: readonly Result[], layout: Layout): readonly ActionRow[]
  /** The button at the right of a finished job's last line. `stars`: how many the result has. */
  accessory(job: Pick<Job, 'id'>, stars: number, messages: Messages): APIButtonComponentWithCustomId | undefined
  /**
   * The buttons of a finished job that its own message has no room for.
   *
   * @param inChannel their answers are for everyone, although they stand in a private note
   * @param mayEnter whoever reads the note can enter the result in a challenge
   * @param messages in the language of whoever reads the note
   */
  more(
    job: Job,
    results: readonly Result[],
    layout: Layout,
    options: { readonly inChannel: boolean; readonly mayEnter: boolean; readonly messages: Messages },
  ): readonly ActionRow[]
}

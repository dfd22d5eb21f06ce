import { messagesIn } from '#src/messages/languages.ts'
import type { Messages } from '#src/messages/messages.ts'
import type { Job } from '#src/store/job.ts'
import { readOrigin } from './reply-origin.ts'

/** Everything that the bot says about a job, in the language of the message that shows it. */
export const messagesOf = (job: Pick<Job, 'origin'>): Messages => messagesIn(readOrigin(job)?.locale)

/** The job as it is shown to somebody in one of Discord's locales. */
export const spokenTo = (job: Job, locale: string): Job => ({ ...job, origin: { ...job.origin, locale } })

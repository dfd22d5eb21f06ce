import { messagesIn } from '#src/messages/languages.ts'
import type { Messages } from '#src/messages/messages.ts'
import type { Job } from '#src/store/job.ts'
import { readOrigin } from './reply-origin.ts'

/** Everything that the bot says, in the language of the person who asked for a job. */
export const messagesOf = (job: Pick<Job, 'origin'>): Messages => messagesIn(readOrigin(job)?.locale)

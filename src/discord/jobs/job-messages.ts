import { z } from 'zod'
import { messagesIn } from '#src/messages/languages.ts'
import type { Messages } from '#src/messages/messages.ts'
import type { Job } from '#src/store/job.ts'

/** The language of a job's messages, whether a person asked for it or the bot itself. */
const originLocale = z.object({ locale: z.string().optional().catch(undefined) })

/** A copy of the job whose messages are in another of Discord's locales. */
export const withLocale = (job: Job, locale: string): Job => ({ ...job, origin: { ...job.origin, locale } })

/** Everything that the bot says about a job, in the language of the message that shows it. */
export const messagesOf = ({ origin }: Pick<Job, 'origin'>): Messages =>
  messagesIn(originLocale.safeParse(origin).data?.locale)

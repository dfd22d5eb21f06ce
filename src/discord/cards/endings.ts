import { translate } from '#src/messages/translate.ts'
import type { Job } from '#src/store/job.ts'
import type { ActionRow } from '../components/button.ts'
import { container } from '../components/container.ts'
import type { Payload } from '../components/payload.ts'
import { text } from '../components/text.ts'
import { messagesOf } from '../jobs/job-messages.ts'
import { headline, hideQuotes } from './headline.ts'

/** The card of a job that ended without a picture. Its recipe can be used again. */
export function endedCard(job: Job, controls: readonly ActionRow[]): Payload {
  const { ended } = messagesOf(job)
  const isCancelled = job.state === 'cancelled'
  const line = isCancelled ? ended.cancelled : ended.failed(failureOf(job))
  return {
    components: [container(isCancelled ? 'waiting' : 'trouble', [text(headline(job)), text(line), ...controls])],
    files: [],
  }
}

/** Why a job failed. Words that the model cannot read are quoted from the prompts. */
function failureOf(job: Job): string {
  const { code, message } = job.failure ?? {}
  const messages = messagesOf(job)
  if (message === undefined) return messages.ended.crashed
  const sentence = translate(message, messages)
  return code === 'prompt-unreadable' ? hideQuotes(job, sentence) : sentence
}

/** What a reply says from the moment its token is about to expire: the picture comes as a new message. */
export const handedOverCard = (job: Job): Payload => ({
  components: [container('running', [text(headline(job)), text(messagesOf(job).handover.post)])],
  files: [],
})

/** A reply whose job ended in a separate message. There is nothing left to cancel. `link`: the link to that message. */
export const postedCard = (job: Job, link: string): Payload => ({
  components: [container('done', [text(headline(job)), text(messagesOf(job).handover.posted(link))])],
  files: [],
})

/**
 * What a reply says if the bot may not post in the channel: a button delivers the picture. `ready`: milliseconds since
 * 1970.
 */
export const offerCard = (job: Job, ready: number | undefined, controls: readonly ActionRow[]): Payload => ({
  components: [container('running', [text(headline(job)), text(messagesOf(job).handover.offer(ready)), ...controls])],
  files: [],
})

/** What a waiting person reads when the bot shuts down. */
export const interruptedCard = (job: Job): Payload => ({
  components: [container('waiting', [text(headline(job)), text(messagesOf(job).ended.stopped)])],
  files: [],
})

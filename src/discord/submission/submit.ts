import type { Logger } from 'pino'
import { optional } from '#src/log/optional.ts'
import type { JobQueue } from '#src/queue/job-queue.ts'
import type { Job } from '#src/store/job.ts'
import type { Store } from '#src/store/store.ts'
import type { AcknowledgementGate } from '../interactions/acknowledgement-gate.ts'
import type { Acknowledgements } from '../interactions/acknowledgements.ts'
import { type JobInteraction, originOf, toJobOrigin } from '../jobs/reply-origin.ts'
import { checkRequest, completeRequest } from './complete-request.ts'
import type { FetchPictures } from './fetch-pictures.ts'
import type { PictureSources } from './picture-source.ts'
import type { Policy } from './policy.ts'
import { fillSlots, type RequestTemplate } from '#src/requests/request-template.ts'
import type { RequestPlace, SettingsLayer } from './settings-layer.ts'

/** A request for a picture, as a command, a form or a button puts it together. */
export interface Submission {
  readonly request: RequestTemplate
  readonly pictures?: PictureSources
  /** Only the person who asks sees the answer. */
  readonly ephemeral: boolean
  readonly spoiler?: boolean
  /** The job that this one is made from. */
  readonly parentId?: string
}

/**
 * Accepts a submission as a job: checks it, acknowledges, fetches its pictures, completes it and puts it into the queue.
 *
 * Whatever is wrong with its numbers and words is refused before the acknowledgement, so only the person sees it.
 *
 * @throws UserError
 */
export type Submit = (interaction: JobInteraction, submission: Submission) => Promise<Job>

export interface SubmitParts {
  readonly acknowledge: Pick<Acknowledgements, 'reply'>
  readonly gate: Pick<AcknowledgementGate, 'afterAcknowledgements'>
  readonly fetchPictures: FetchPictures
  readonly layers: readonly SettingsLayer[]
  readonly policy: Policy
  /** In [0, 1), as Math.random. */
  readonly random: () => number
  readonly store: { readonly results: Pick<Store['results'], 'ofPicture'> }
  readonly queue: Pick<JobQueue, 'add'>
  readonly replies: { answerWith(job: Job, token: string): Promise<void> }
  readonly log: Pick<Logger, 'warn'>
}

export function createSubmit(parts: SubmitParts): Submit {
  const { acknowledge, gate, fetchPictures, policy, store, queue, replies, log } = parts
  return async (interaction, submission) => {
    const { request: template, pictures = {}, ephemeral, spoiler = false } = submission
    const place = placeOf(interaction)
    checkRequest(template, pictures)
    await acknowledge.reply(interaction, { ephemeral })
    const { refs, files } = await fetchPictures(pictures)
    const request = completeRequest(fillSlots(template, refs), place, parts)
    await policy.admit(request, place)
    const parentId =
      submission.parentId ?? (await optional(log, 'what made a picture', () => makerOf(store, files.keys())))
    const job = await gate.afterAcknowledgements(() =>
      queue.add({
        personId: place.personId,
        request,
        pictures: files,
        origin: toJobOrigin(originOf(interaction, { ephemeral, spoiler })),
        token: interaction.token,
        ...(parentId === undefined ? {} : { parentId }),
      }),
    )
    await replies.answerWith(job, interaction.token)
    return job
  }
}

const placeOf = (interaction: JobInteraction): RequestPlace => ({
  personId: interaction.user.id,
  guildId: interaction.guildId,
  channelId: interaction.channelId,
})

/** The job that made one of these very files: handing a result in again continues from it as well. */
async function makerOf(store: SubmitParts['store'], sums: Iterable<string>): Promise<string | undefined> {
  for (const sha256 of sums) {
    const [made] = await store.results.ofPicture(sha256)
    if (made !== undefined) return made.jobId
  }
  return undefined
}

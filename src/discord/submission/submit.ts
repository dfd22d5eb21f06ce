import type { Logger } from 'pino'
import { optional } from '#src/log/optional.ts'
import { messagesIn } from '#src/messages/languages.ts'
import type { JobQueue } from '#src/queue/job-queue.ts'
import type { Job } from '#src/store/job.ts'
import type { Settings } from '#src/settings/settings.ts'
import type { Store } from '#src/store/store.ts'
import type { AcknowledgementGate } from '../interactions/acknowledgement-gate.ts'
import type { Acknowledgements } from '../interactions/acknowledgements.ts'
import { isEnforced, type HidesAnswers } from '../jobs/answer-privacy.ts'
import { type JobInteraction, originOf, toJobOrigin } from '../jobs/reply-origin.ts'
import { placeOf } from '../jobs/request-place.ts'
import { checkRequest, completeRequest } from './complete-request.ts'
import type { FetchPictures } from './fetch-pictures.ts'
import type { PictureSources } from './picture-source.ts'
import type { Policy } from './policy.ts'
import { allowanceOf } from './limits-layer.ts'
import type { SubmissionReports } from './submission-reports.ts'
import { requestLine } from '../cards/request-text.ts'
import { type RequestTemplate, withPictures } from '#src/requests/request-template.ts'
import type { SettingsLayer } from './settings-layer.ts'

/** A request for a picture, as a command, a form or a button puts it together. */
export interface Submission {
  readonly request: RequestTemplate
  readonly pictures?: PictureSources
  /** Only the person who asks sees the answer. Default: as the settings say. */
  readonly ephemeral?: boolean
  /** Default: as the settings say. */
  readonly spoiler?: boolean
  /** The job that this one is made from. */
  readonly parentId?: string
  /** The request repeats an earlier one, so current settings do not change it. Default: false. */
  readonly repeats?: boolean
}

/**
 * Accepts a submission as a job: checks it, acknowledges, fetches its pictures, completes it and puts it into the
 * queue.
 *
 * Errors in its settings are reported before the acknowledgement, so only the person sees them.
 *
 * @throws UserError
 */
export type Submit = (interaction: JobInteraction, submission: Submission) => Promise<Job>

export interface SubmitParts {
  readonly acknowledge: Pick<Acknowledgements, 'reply'>
  readonly gate: Pick<AcknowledgementGate, 'afterAcknowledgements' | 'whenQuiet'>
  readonly fetchPictures: FetchPictures
  readonly settings: Pick<Settings, 'at'>
  readonly layers: readonly SettingsLayer[]
  readonly policy: Policy
  /** Where drawings stay private. Default: nowhere. */
  readonly hides?: HidesAnswers
  readonly moderation: SubmissionReports
  /** In [0, 1), as Math.random. */
  readonly random: () => number
  readonly store: { readonly results: Pick<Store['results'], 'ofPicture'> }
  readonly queue: Pick<JobQueue, 'add'>
  readonly replies: { answerWith(job: Job, token: string): Promise<void> }
  readonly log: Pick<Logger, 'warn'>
}

export function createSubmit(parts: SubmitParts): Submit {
  const { acknowledge, gate, fetchPictures, policy, random, moderation, store, queue, replies, log } = parts
  return async (interaction, submission) => {
    const { request: template, pictures = {}, repeats = false } = submission
    const checked = checkRequest(template, pictures)
    const place = placeOf(interaction)
    const settings = await parts.settings.at(place)
    const asked = submission.ephemeral ?? settings.value('private') ?? false
    const ephemeral = asked || (await parts.hides?.(interaction)) === true
    const spoiler =
      (await isEnforced(parts, place, 'spoiler')) || (submission.spoiler ?? settings.value('spoiler') ?? false)
    const hidesSteps = settings.value('steps') === false
    const withoutSafety = place.ageRestricted && settings.value('safety') === false
    const language = settings.value('language')
    await acknowledge.reply(interaction, { ephemeral })
    await gate.whenQuiet()
    const { refs, files } = await fetchPictures(pictures)
    const context = { place, settings }
    const layers = repeats ? [] : parts.layers
    const request = completeRequest(withPictures(checked, template, refs), context, { layers, random })
    const report = {
      guildId: place.guildId,
      personId: place.personId,
      channelId: interaction.channelId,
      text: requestLine(request, messagesIn(interaction.guildLocale)),
    }
    const whenRefused = (error: unknown) => moderation.refused(report, error)
    await policy.admit(request, context).catch(whenRefused)
    const parentId =
      submission.parentId ?? (await optional(log, 'what made a picture', () => makerOf(store, files.keys())))
    const job = await gate
      .afterAcknowledgements(() =>
        queue.add({
          personId: place.personId,
          request,
          pictures: files,
          origin: toJobOrigin(originOf(interaction, { ephemeral, spoiler, hidesSteps, withoutSafety, language })),
          token: interaction.token,
          ...(place.guildId !== null && { allowance: allowanceOf(place.guildId, request, context) }),
          ...(parentId === undefined ? {} : { parentId }),
        }),
      )
      .catch(whenRefused)
    await moderation.asked(report, job)
    await replies.answerWith(job, interaction.token)
    return job
  }
}

/** The job that made one of these files, since attaching a result again also continues from it. */
async function makerOf(store: SubmitParts['store'], sums: Iterable<string>): Promise<string | undefined> {
  for (const sha256 of sums) {
    const [made] = await store.results.ofPicture(sha256)
    if (made !== undefined) return made.jobId
  }
  return undefined
}

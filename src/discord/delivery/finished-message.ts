import type { Logger } from 'pino'
import type { ImageWorker } from '#src/image-worker/image-worker.ts'
import { optional } from '#src/log/optional.ts'
import { messageLink } from '#src/messages/job-messages.ts'
import type { Messages } from '#src/messages/messages.ts'
import { translate } from '#src/messages/translate.ts'
import type { Settings } from '#src/settings/settings.ts'
import type { Job } from '#src/store/job.ts'
import type { Result, Store } from '#src/store/store.ts'
import type { JobControls } from '../cards/controls.ts'
import { endedCard } from '../cards/endings.ts'
import { hideQuotes } from '../cards/headline.ts'
import { type DisplayState, type Layout, layout, shownFiles } from '../cards/layout.ts'
import { resultCard } from '../cards/result.ts'
import type { Payload } from '../components/payload.ts'
import { messagesOf, withLocale } from '../jobs/job-messages.ts'
import { type ReplyOrigin, readOrigin } from '../jobs/reply-origin.ts'
import type { MessagePlace } from '../jobs/request-place.ts'
import { hidesResult, shownAt, withSpoiler } from '../jobs/spoiler.ts'
import { type FitBytes, fitFiles } from './fit-files.ts'
import { renderReadings } from './render-readings.ts'
import { withStepBand } from './step-pictures.ts'

export interface FinishedMessageOptions {
  /** The maximum size of one file, in bytes, in the place where the message goes. */
  readonly fileLimit: number
  readonly spoiler: boolean
  /** Only the person who asked for the picture sees the message, so nobody can star it. Default: false. */
  readonly ephemeral?: boolean
  /** Leaves out the strip of steps. Default: false. */
  readonly hidesSteps?: boolean
  /** The engine's remarks about the request. */
  readonly notices: readonly string[]
  /** Where the message goes; null for a direct message. */
  readonly guildId: string | null
  readonly display?: DisplayState
  /** Discord's locale in which the message speaks. Default: that of whoever asked for the picture. */
  readonly locale?: string
  /** How often Discord has found this message too large. Default: 0. */
  readonly refusals?: number
}

/**
 * Options for a further message of a job. It hides and notes the same as the job's first reply, and a place that requires a
 * spoiler of every result has one here too.
 */
export async function optionsFor(
  parts: { readonly settings: Pick<Settings, 'at'> },
  job: Job,
  place: Pick<MessagePlace, 'guildId' | 'channelId'>,
  { fileLimit, ephemeral }: Pick<FinishedMessageOptions, 'fileLimit' | 'ephemeral'>,
): Promise<FinishedMessageOptions> {
  const { hidesSteps = false, notices = [] } = readOrigin(job) ?? {}
  const spoiler = hidesResult(await shownAt(parts, job, place))
  return {
    fileLimit,
    spoiler,
    ...(ephemeral !== undefined && { ephemeral }),
    hidesSteps,
    notices,
    guildId: place.guildId,
  }
}

/** The message of an ended job. */
export type FinishedMessage = (job: Job, options: FinishedMessageOptions) => Promise<Payload>

export interface FinishedMessageParts {
  readonly store: Store
  readonly imageWorker: Pick<ImageWorker, 'do'>
  readonly fitBytes: FitBytes
  readonly controls: Pick<JobControls, 'ended' | 'result' | 'accessory'>
  /** What else there is to say about a job, for example that it takes part in a challenge. Default: nothing. */
  readonly remarks?: (job: Job) => Promise<readonly string[]>
  /** Resolves when the event loop may spend time on the next message. */
  readonly turn: () => Promise<void>
  readonly log: Logger
}

export function createFinishedMessage(parts: FinishedMessageParts): FinishedMessage {
  const { store, fitBytes, controls, turn, log } = parts
  return async (given, options) => {
    const spoken = options.locale === undefined ? given : withLocale(given, options.locale)
    const job = withSpoiler(spoken, options.spoiler)
    if (job.state !== 'done') return endedCard(job, controls.ended(job))
    const { fileLimit, spoiler, notices, refusals = 0 } = options
    const messages = messagesOf(job)
    const results = await resultsToShow(parts, job, options)
    const laidOut = withoutSteps(layout(job, results, options.display), options)
    const loaded = await Promise.all(
      shownFiles(laidOut).map(async (result) => ({ result, bytes: await fileOf(parts, result) })),
    )
    const kept = loaded.flatMap(({ result, bytes }) => (bytes === null ? [] : [{ result, bytes }]))
    const fitted = await fitFiles(kept, { fileLimit, fitBytes, words: messages.result, refusals })
    const remarks = await optional(log, 'what else a result says', async () => parts.remarks?.(job))
    const origin = await optional(log, 'what a picture was made from', () =>
      madeFrom(store, job, options, messages.result),
    )
    const accessory = await accessoryOf(parts, job, options)
    // The pictures of a batch are finished at the same moment.
    await turn()
    return resultCard({
      job,
      results,
      layout: laidOut,
      files: fitted.files,
      notes: [
        ...goneNotes(laidOut.large, kept, messages),
        ...fitted.notes,
        ...(remarks ?? []),
        ...notices.map((notice) => hideQuotes(job, translate(notice, messages))),
        ...(origin ?? []),
      ],
      spoiler,
      controls: controls.result(job, results, laidOut),
      accessory,
    })
  }
}

/** The star button, where others than the person themselves can press it. */
async function accessoryOf(
  { store, controls, log }: FinishedMessageParts,
  job: Job,
  { ephemeral = false, guildId }: FinishedMessageOptions,
): Promise<ReturnType<JobControls['accessory']>> {
  if (ephemeral || guildId === null) return undefined
  const stars = await optional(log, 'the stars of a picture', () => store.gallery.stars(job.id))
  return controls.accessory(job, stars ?? 0, messagesOf(job))
}

/** Notes that the pictures themselves are no longer stored. */
function goneNotes(
  pictures: readonly Result[],
  kept: readonly { readonly result: Result }[],
  { refused }: Messages,
): readonly string[] {
  const left = pictures.filter((picture) => kept.some(({ result }) => result === picture))
  if (left.length === pictures.length) return []
  return [left.length === 0 ? refused.gone : refused.someGone]
}

/** Reads a result's file. The steps only accompany the picture, so damaged ones are left out. */
async function fileOf({ store, log }: FinishedMessageParts, { role, sha256 }: Result): Promise<Uint8Array | null> {
  const read = (): Promise<Uint8Array | null> => store.pictures.get(sha256)
  return role === 'strip' || role === 'band' ? ((await optional(log, 'the steps of a picture', read)) ?? null) : read()
}

/**
 * A job's results with its readings, or without them if they cannot be rendered, so that the picture is still
 * delivered.
 */
async function resultsWithReadings(
  { store, imageWorker, log }: FinishedMessageParts,
  job: Job,
): Promise<readonly Result[]> {
  try {
    return await renderReadings({ store, imageWorker }, job.id)
  } catch (error) {
    log.error({ job: job.id, err: error }, 'the readings of a result could not be rendered')
    return store.results.ofJob(job.id)
  }
}

/** The results with everything that their message shows: the readings and the band of steps. */
async function resultsToShow(
  parts: FinishedMessageParts,
  job: Job,
  { display, hidesSteps = false }: FinishedMessageOptions,
): Promise<readonly Result[]> {
  const results = await resultsWithReadings(parts, job)
  if (hidesSteps) return results
  const { picture } = layout(job, results, display)
  return (await optional(parts.log, 'the steps of a picture', () => withStepBand(parts, results, picture))) ?? results
}

/** Leaves the strip to the Steps button if the settings hide it. */
const withoutSteps = (laidOut: Layout, { hidesSteps = false }: FinishedMessageOptions): Layout =>
  hidesSteps ? { ...laidOut, band: [] } : laidOut

/**
 * Says what a picture was made from, with a link. Nobody can follow a link to a private message, nor one from a guild
 * into a direct message, so in these cases there is only the text.
 */
async function madeFrom(
  store: Pick<Store, 'jobs' | 'messages'>,
  { parentId }: Job,
  here: Pick<ReplyOrigin, 'guildId'>,
  words: Messages['result'],
): Promise<readonly string[]> {
  if (parentId === null) return []
  const parent = await store.jobs.get(parentId)
  const origin = parent === null ? undefined : readOrigin(parent)
  const [shown] = await store.messages.ofJob(parentId)
  if (shown === undefined || origin === undefined || origin.ephemeral) return [words.madeFromAnother]
  if (origin.guildId === null && here.guildId !== null) return [words.madeFromAnother]
  return [words.madeFrom(messageLink({ guildId: origin.guildId, ...shown }))]
}

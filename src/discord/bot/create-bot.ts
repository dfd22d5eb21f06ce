import { type Client, Events } from 'discord.js'
import type { Logger } from 'pino'
import type { Clock } from '@duckrabbit/clock'
import type { Engine } from '#src/engine/engine.ts'
import type { UserError } from '#src/errors.ts'
import type { ImageWorker } from '#src/image-worker/image-worker.ts'
import type { NamedThing } from '#src/community/guess/word-list.ts'
import type { JobQueue } from '#src/queue/job-queue.ts'
import { createSettings, type EnvironmentSettings } from '#src/settings/settings.ts'
import { createWriteRetries } from '#src/store/write-retries.ts'
import type { Job } from '#src/store/job.ts'
import type { Store } from '#src/store/store.ts'
import type { AboutFacts } from '../cards/notes.ts'
import { createBallotTurns } from '../challenges/ballot-turns.ts'
import { enterDrawn } from '../challenges/entering.ts'
import { createGuessing } from '../guess/create-guessing.ts'
import { followDeletions } from '../challenges/follow-deletions.ts'
import { createChallengeScheduler } from '../challenges/scheduler.ts'
import { createFinishedMessage } from '../delivery/finished-message.ts'
import type { FitBytes } from '../delivery/fit-files.ts'
import { createRecordDelivery } from '../delivery/record-delivery.ts'
import { createReplies } from '../delivery/replies.ts'
import { createReportEnd, type EndReport } from '../delivery/report-end.ts'
import { createMayPost } from '../gallery/audience.ts'
import { followDeletions as followGalleryDeletions } from '../gallery/follow-deletions.ts'
import { createStarBoard } from '../gallery/star-board.ts'
import { createStarLabels } from '../gallery/star-labels.ts'
import { createModerationLog, type ModerationLog } from '../moderation/moderation-log.ts'
import { createMessageRemover } from '../moderation/remove-messages.ts'
import { createAcknowledgementGate } from '../interactions/acknowledgement-gate.ts'
import { createAcknowledgements } from '../interactions/acknowledgements.ts'
import { createDoublePressLock } from '../interactions/double-press-lock.ts'
import { createDrafts } from '../submission/drafts.ts'
import { createFetchPictures } from '../submission/fetch-pictures.ts'
import { guildPolicy } from '../submission/guild-policy.ts'
import { limitsLayer } from '../submission/limits-layer.ts'
import type { Policy } from '../submission/policy.ts'
import { createSubmissionReports } from '../submission/submission-reports.ts'
import { bestOfLayer } from '../submission/best-of-layer.ts'
import { defaultsLayer } from '../submission/defaults-layer.ts'
import { createSubmit } from '../submission/submit.ts'
import { connectionLoss } from '../transport/connection-loss.ts'
import type { FetchAttachment } from '../transport/fetch-attachment.ts'
import { createHidesAnswers } from '../jobs/answer-privacy.ts'
import { createPlaceOfChannel } from '../jobs/request-place.ts'
import { createLocaleOf, createMessagesFor } from '../jobs/guild-messages.ts'
import { createMessenger } from '../transport/messenger.ts'
import { createThreads } from '../transport/threads.ts'
import type { AdvisedBestOf } from '#src/renderer/advised-best-of.ts'
import { createDispatch } from './dispatch.ts'
import type { Handlers } from './handlers.ts'
import { createHints } from './hints.ts'
import { showPresence } from './presence.ts'
import type { Services } from './services.ts'

export interface BotOptions {
  readonly client: Client
  readonly handlers: Handlers
  readonly store: Store
  readonly queue: JobQueue
  readonly engine: Pick<Engine, 'status' | 'onStatus' | 'likeness' | 'bestOf'>
  /** Opens, draws on and encodes pictures, so that none of it happens in this process. */
  readonly imageWorker: Pick<ImageWorker, 'do'>
  readonly fetchAttachment: FetchAttachment
  /** How large an attached picture may be. */
  readonly uploads: { readonly bytes: number; readonly pixels: number }
  readonly about: AboutFacts
  readonly clock: Clock
  /** In [0, 1), as Math.random. */
  readonly random: () => number
  readonly log: Logger
  /** Called once for each job whose answer has arrived or waits for its person. Must not throw. */
  readonly onEnd?: (report: EndReport) => void
  /** Default: what the settings of the guild allow. */
  readonly policy?: Policy
  /** What people call the things in pictures, for guessing rounds. Default: the project's own few words. */
  readonly namedThings?: readonly NamedThing[]
  /** How many pictures the model of a request recommends to choose from, before the engine has opened it. Default: one. */
  readonly advisedBestOf?: AdvisedBestOf
  /** Other processes of the bot, for other guilds, use the same store. Default: false. */
  readonly isShared?: boolean
  /** Settings that the environment makes for the whole bot. Default: none. */
  readonly environment?: EnvironmentSettings
}

export interface Bot {
  /**
   * Connects. Resolves when the bot is ready, the jobs of an earlier process are continued and the queue runs. If
   * Discord refuses the bot, it rejects with the reason that `lost` resolves with.
   */
  start(token: string): Promise<void>
  /**
   * Accepts no new jobs, gives running ones `graceMilliseconds` to finish, parks the rest, notifies everyone who waits,
   * and disconnects. The caller closes engine and store.
   */
  stop(graceMilliseconds: number): Promise<void>
  /**
   * Resolves with the reason when Discord has refused the bot for good, for example because its token was reset. The
   * bot can answer nothing afterwards.
   */
  readonly lost: Promise<UserError>
}

/** Puts client, queue and messages together. Everything is passed in, so tests can pass other clocks and engines. */
export function createBot(options: BotOptions): Bot {
  const { client, queue, engine, clock, log, handlers } = options
  const gate = createAcknowledgementGate(clock)
  const lock = createDoublePressLock(clock)
  const { services, replies, writeRetries, moderationLog, messageRemover, starBoard } = createServices(options, gate)
  const dispatch = createDispatch({ services, handlers, lock, gate, clock, log })
  let endPresence: (() => Promise<void>) | undefined

  const hint = createHints({ messenger: services.messenger, clock, log })

  client.on(Events.InteractionCreate, dispatch.dispatch)
  client.on(Events.MessageCreate, (message) => void hint(message))
  followDeletions(client, { store: options.store, threads: services.threads, scheduler: services.challenges, log })
  followGalleryDeletions(client, { store: options.store, starBoard, log })
  client.on(Events.Error, (error) => log.error({ err: error }, 'the connection to Discord failed'))
  const lost = connectionLoss(client)
  const refusal = lost.then((reason) => Promise.reject(reason))
  // Without a handler a loss after the start would count as an unhandled rejection.
  refusal.catch(() => undefined)
  client.on(Events.ShardResume, () => log.info('resumed the connection to Discord'))

  async function start(token: string): Promise<void> {
    await services.challenges
      .prepare()
      .catch((error: unknown) => log.error({ err: error }, 'challenges could not be read'))
    const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()))
    await client.login(token)
    await ready
    await replies.resumeUnfinished()
    await queue.start()
    await replies.deliverUndelivered()
    await services.challenges.start()
    await services.guess.start()
    moderationLog.start()
    messageRemover.start()
    starBoard.update()
    endPresence = showPresence(client, { queue, engine, clock, log })
  }

  return {
    lost,
    start: (token) => Promise.race([start(token), refusal]),
    async stop(graceMilliseconds) {
      await dispatch.close()
      await queue.stop(graceMilliseconds)
      await services.challenges.stop()
      await services.guess.stop()
      await replies.stop()
      await writeRetries.close()
      await moderationLog.stop()
      await messageRemover.stop()
      await starBoard.stop()
      await endPresence?.()
      await client.destroy()
    },
  }
}

/** Tells moderators, and whoever else wants to know, of each job that has ended. */
const whenEnded =
  (moderationLog: Pick<ModerationLog, 'jobEnded'>, onEnd: BotOptions['onEnd']) =>
  (report: EndReport): void => {
    moderationLog.jobEnded()
    onEnd?.(report)
  }

function createServices(options: BotOptions, gate: ReturnType<typeof createAcknowledgementGate>) {
  const { client, store, queue, engine, imageWorker, fetchAttachment, uploads, about, clock, random, log } = options
  const { policy = guildPolicy, environment = {}, namedThings = [], advisedBestOf, handlers, onEnd } = options
  const settings = createSettings({ store, environment })
  const layers = [defaultsLayer({ models: about.licences }), limitsLayer, bestOfLayer(engine, advisedBestOf)]
  const { controls } = handlers
  const fitBytes: FitBytes = (file, limit) => imageWorker.do('fitBytes', { file, limit })
  const inspect = (file: Uint8Array, name: string) => imageWorker.do('inspect', { file, name, limits: uploads })
  const messenger = createMessenger(client.rest, () => client.application?.id ?? '')
  const threads = createThreads(client.rest, () => client.user?.id ?? '')
  const placeOfChannel = createPlaceOfChannel(client)
  const remarks = (job: Job) => enterDrawn({ store, placeOfChannel }, job)
  const finishedMessage = createFinishedMessage({ store, imageWorker, fitBytes, controls, remarks, log })
  const localeOf = createLocaleOf(client, settings)
  const messagesFor = createMessagesFor(localeOf)
  const writing = { messenger, threads, localeOf, messagesFor, finishedMessage, fitBytes, placeOfChannel }
  const posting = { ...writing, store, settings, clock, log }
  const challenges = createChallengeScheduler(posting)
  const { isShared = false } = options
  const starBoard = createStarBoard({ ...posting, controls, isShared, mayPost: createMayPost(client) })
  const starLabels = createStarLabels({ store, messenger, controls })
  const writeRetries = createWriteRetries(clock)
  const recordDelivery = createRecordDelivery({ store, writeRetries, log })
  const moderationLog = createModerationLog({ store, settings, messenger, clock, log })
  const reportEnd = createReportEnd({ store, log, onEnd: whenEnded(moderationLog, onEnd) })
  const delivering = { messenger, finishedMessage, recordDelivery, reportEnd, clock, log }
  const replies = createReplies({ ...delivering, store, queue, engine, controls })
  const hides = createHidesAnswers({ challenges, settings })
  const acknowledge = createAcknowledgements(gate, hides)
  const fetchPictures = createFetchPictures({ store, fetchAttachment, inspect })
  const messageRemover = createMessageRemover({ store, messenger, queue, clock, log })
  const choosing = { layers, policy, random }
  const submit = createSubmit({
    acknowledge,
    gate,
    fetchPictures,
    settings,
    moderation: createSubmissionReports(moderationLog),
    ...choosing,
    store,
    queue,
    replies,
    hides,
    log,
  })
  const drawing = { imageWorker, queue, engine, ...choosing, botId: () => client.user?.id ?? '' }
  const guessing = createGuessing({ ...posting, ...drawing, namedThings })
  const services: Services = {
    ...guessing,
    acknowledge,
    submit,
    drafts: createDrafts(store),
    replies,
    recordDelivery,
    finishedMessage,
    messenger,
    threads,
    challenges,
    ballotTurns: createBallotTurns(),
    starBoard,
    starLabels,
    store,
    settings,
    moderationLog,
    messageRemover,
    queue,
    engine,
    imageWorker,
    fitBytes,
    placeOfChannel,
    fetchPictures,
    fetchAttachment,
    controls,
    clock,
    log,
    about,
  }
  return { services, replies, writeRetries, moderationLog, messageRemover, starBoard }
}

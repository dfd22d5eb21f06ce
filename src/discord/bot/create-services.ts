import { createSettings, type Settings } from '#src/settings/settings.ts'
import { createWriteRetries } from '#src/store/write-retries.ts'
import type { Job } from '#src/store/job.ts'
import { createTurns } from '#src/turns.ts'
import { createBallotTurns } from '../challenges/ballot-turns.ts'
import { enterDrawn } from '../challenges/entering.ts'
import { createGuessing } from '../guess/create-guessing.ts'
import { createChallengeScheduler } from '../challenges/scheduler.ts'
import { createFinishedMessage } from '../delivery/finished-message.ts'
import type { FitBytes } from '../delivery/fit-files.ts'
import { createRecordDelivery } from '../delivery/record-delivery.ts'
import { createReplies } from '../delivery/replies.ts'
import { createReportEnd, type EndReport } from '../delivery/report-end.ts'
import { createMayPost } from '../gallery/audience.ts'
import { createStarBoard } from '../gallery/star-board.ts'
import { createStarLabels } from '../gallery/star-labels.ts'
import { createModerationLog, type ModerationLog } from '../moderation/moderation-log.ts'
import { createMessageRemover } from '../moderation/remove-messages.ts'
import { createAcknowledgements } from '../interactions/acknowledgements.ts'
import { createDrafts } from '../submission/drafts.ts'
import { createFetchPictures } from '../submission/fetch-pictures.ts'
import { guildPolicy } from '../submission/guild-policy.ts'
import { limitsLayer } from '../submission/limits-layer.ts'
import { createSubmissionReports } from '../submission/submission-reports.ts'
import { bestOfLayer } from '../submission/best-of-layer.ts'
import { defaultsLayer } from '../submission/defaults-layer.ts'
import { createSubmit } from '../submission/submit.ts'
import { createHidesAnswers } from '../jobs/answer-privacy.ts'
import { createPlaceOfChannel } from '../jobs/request-place.ts'
import { createLocaleOf, createMessagesFor } from '../jobs/guild-messages.ts'
import { createMessenger } from '../transport/messenger.ts'
import { createThreads } from '../transport/threads.ts'
import type { Services } from './services.ts'
import type { AcknowledgementGate } from '../interactions/acknowledgement-gate.ts'
import type { BotOptions } from './bot-options.ts'

/** Milliseconds for which messages may be put together one after the other before the event loop goes on with something else. */
const turnBudget = 5

/** Tells moderators, and whoever else wants to know, of each job that has ended. */
const whenEnded =
  (moderationLog: Pick<ModerationLog, 'jobEnded'>, onEnd: BotOptions['onEnd']) =>
  (report: EndReport): void => {
    moderationLog.jobEnded()
    onEnd?.(report)
  }

/** What writes messages. */
function createWriting(
  options: Pick<BotOptions, 'client' | 'store' | 'imageWorker' | 'handlers' | 'clock' | 'log'>,
  settings: Settings,
) {
  const { client, store, imageWorker, handlers, clock, log } = options
  const { controls } = handlers
  const turn = createTurns(turnBudget, clock.monotonic)
  const messenger = createMessenger(client.rest, () => client.application?.id ?? '', turn)
  const threads = createThreads(client.rest, () => client.user?.id ?? '')
  const placeOfChannel = createPlaceOfChannel(client)
  const fitBytes: FitBytes = (file, limit) => imageWorker.do('fitBytes', { file, limit })
  const remarks = (job: Job) => enterDrawn({ store, placeOfChannel }, job)
  const finishedMessage = createFinishedMessage({ store, imageWorker, fitBytes, controls, remarks, turn, log })
  const localeOf = createLocaleOf(client, settings)
  const messagesFor = createMessagesFor(localeOf)
  return { messenger, threads, localeOf, messagesFor, finishedMessage, fitBytes, placeOfChannel }
}

/** The services of a bot, and those of its parts that start and stop with it. */
export function createServices(options: BotOptions, gate: AcknowledgementGate) {
  const { client, store, queue, engine, imageWorker, fetchAttachment, uploads, about, clock, random, log } = options
  const { policy = guildPolicy, environment = {}, namedThings = [], advisedBestOf, handlers, onEnd } = options
  const settings = createSettings({ store, environment })
  const layers = [defaultsLayer({ models: about.licences }), limitsLayer, bestOfLayer(engine, advisedBestOf)]
  const { controls } = handlers
  const inspect = (file: Uint8Array, name: string) => imageWorker.do('inspect', { file, name, limits: uploads })
  const writing = createWriting(options, settings)
  const { messenger, threads, finishedMessage, fitBytes, placeOfChannel } = writing
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

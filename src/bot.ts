import type { Logger } from 'pino'
import { systemClock } from '@duckrabbit/clock'
import { handlers, declarations } from './commands/registry.ts'
import { type Configuration, loadConfiguration } from './config.ts'
import { startImageWorker } from './image-worker/start-image-worker.ts'
import { createFetchAttachment, discordMedia } from './discord/transport/fetch-attachment.ts'
import { createBot } from './discord/bot/create-bot.ts'
import { isWithoutSafety } from './discord/jobs/reply-origin.ts'
import { createClient } from './discord/transport/client.ts'
import { newIncident } from './log/incident.ts'
import { optional } from './log/optional.ts'
import { registerCommands } from './discord/transport/register-commands.ts'
import { findAdvisedBestOf } from './renderer/advised-best-of.ts'
import { findSubjects } from './renderer/find-subjects.ts'
import { doctorMessages } from './messages/doctor-messages.ts'
import { foldersWithoutModels } from './renderer/model-folders.ts'
import { findLicences } from './renderer/model-licences.ts'
import type { Engine } from './engine/engine.ts'
import { poolOf, startEngines } from './engine/start-engines.ts'
import { engineSettings } from './engine-settings.ts'
import { version } from './version.ts'
import { UserError } from './errors.ts'
import { ignoreClosedPipes } from './closed-pipe.ts'
import { createLocalDiscord, historyFile, type LocalOptions } from 'local-discord'
import { localProfile } from './local-channel.ts'
import { startMonitoring, type Monitoring, type MonitoringParts } from './discord/monitoring/start-monitoring.ts'
import { createInProcessQueue } from './queue/in-process-queue.ts'
import { partOfShards } from './part-of-shards.ts'
import { readBotId } from './remote/bot-id.ts'
import { createRedisTurns } from './remote/identify-turns.ts'
import { connectFailingFast } from './remote/redis.ts'
import { openExchange } from './remote/open-exchange.ts'
import { connectWorkers } from './remote/remote-engines.ts'
import { openLog } from './open-log.ts'
import { createRegularCheck, type RegularCheck } from './regular-check.ts'
import { runUntilStopped } from './run-until-stopped.ts'
import { ownShards, rangeText, type ShardRange } from './shard-range.ts'
import { startFault } from './start-fault.ts'
import { createSettings, type EnvironmentSettings } from './settings/settings.ts'
import { openStore } from './store/open-store.ts'
import { dataFiles } from './store/data-files.ts'
import type { Store } from './store/store.ts'

/** Milliseconds that running jobs may take to finish when the bot is told to stop. */
const grace = 60_000
/** Milliseconds between two sweeps of the store. */
const sweepInterval = 60 * 60_000

ignoreClosedPipes(process.stdout, process.stderr)

try {
  const configuration = loadConfiguration()
  await run(configuration).catch((error: unknown) => {
    throw startFault(error, configuration)
  })
} catch (error) {
  if (!(error instanceof UserError)) throw error
  console.error(error.message)
  // Anything that was started already would keep the process alive. Engine and image worker end with it.
  process.exit(1)
}

async function run(configuration: Configuration): Promise<void> {
  const { discordToken, dataDir, modelDirs, uploads, retentionDays, dataBytes } = configuration
  const clock = systemClock
  const shards = partOfShards(configuration)
  const range = shards && rangeText(shards)
  const log = openLog(configuration).child(range === undefined ? {} : { shards: range })
  const store = await openStore({
    dataDir,
    shards,
    databaseUrl: configuration.databaseUrl,
    onBroken: (error) => log.warn({ err: error }, 'the connection to the database broke'),
    keepDays: retentionDays || null,
    maxBytes: dataBytes || null,
  })
  const { engine, closeEngine, identifyTurns } = await openEngine(configuration, shards, log)
  engine.onStatus((status) => log.debug(status, 'the engine'))
  const imageWorker = startImageWorker({ log })
  const limits = configuration.queue
  const queue = createInProcessQueue({ store, engine, clock, log, limits, withoutSafety: isWithoutSafety, newIncident })
  const local = discordToken === undefined ? await createLocalDiscord(localOptions(configuration, log)) : undefined
  const client = createClient({
    clock,
    shards: configuration.shards,
    ...(identifyTurns && { identifyTurns }),
    ...(local !== undefined && { api: local.apiUrl }),
  })
  const fetchAttachment = attachmentsFrom(local === undefined ? discordMedia : [new URL(local.apiUrl).origin], uploads)
  const about = {
    version,
    licences: (await optional(log, 'the licences of the models', () => findLicences(modelDirs))) ?? new Map(),
  }
  const namedThings = (await optional(log, 'the words for guesses', () => findSubjects(modelDirs))) ?? []
  const advisedBestOf = await optional(log, 'what models recommend', () =>
    findAdvisedBestOf(modelDirs, configuration.model),
  )
  await warnOfEmptyFolders(configuration, log)
  const random = Math.random
  const models = { about, namedThings, ...(advisedBestOf && { advisedBestOf }) }
  const parts = { client, handlers, store, queue, engine, imageWorker, fetchAttachment, uploads, ...models }
  const environment = environmentSettings(configuration)
  const monitoring = await monitor({ client, queue, engine, imageWorker, clock, shards: range }, configuration)
  const isShared = shards !== undefined
  const bot = createBot({
    ...parts,
    environment,
    isShared,
    clock,
    random,
    log,
    ...(monitoring && { onEnd: monitoring.onEnd }),
  })

  const token = discordToken ?? local?.token ?? ''
  if (local !== undefined) {
    // The local channel starts without commands. Discord remembers them, so there `duckrabbit deploy` runs once.
    const rest = client.rest.setToken(token)
    await registerCommands({ rest, applicationId: local.applicationId, declarations })
  }
  await bot.start(token)
  const place = range === undefined ? 'on Discord' : `on Discord with the shards ${range}`
  console.log(local === undefined ? `Duckrabbit is ${place}.` : `Duckrabbit is here: ${local.pageUrl}`)

  const sweeps = regularSweeps(store, log)
  // One of several processes does it for all.
  if (ownShards(shards).ownsGuild(null)) void sweeps.start()
  async function stop(): Promise<void> {
    await sweeps.stop()
    await bot.stop(grace)
    await closeEngine()
    await imageWorker.close()
    await monitoring?.close()
    await local?.close()
    await store.close()
  }
  const print = { info: console.log, error: console.error }
  runUntilStopped({ process, lost: Promise.race([bot.lost, store.lost]), stop, print, log })
}

function attachmentsFrom(origins: readonly string[], { bytes }: Configuration['uploads']) {
  return createFetchAttachment({ origins, maxBytes: bytes, timeout: 30_000, stall: 10_000, fetch })
}

/** A folder of MODEL_DIR may be misspelled. The bot starts all the same, with the models that it finds. */
async function warnOfEmptyFolders({ givenModelDirs }: Configuration, log: Logger): Promise<void> {
  const empty = await optional(log, 'the folders of models', () => foldersWithoutModels(givenModelDirs))
  for (const folder of empty ?? []) log.warn(doctorMessages.emptyFolder(folder))
}

/** What the environment sets, as `/settings` shows it. */
function environmentSettings({ model, retentionDays }: Configuration): EnvironmentSettings {
  return { model, retentionDays }
}

/** Serves metrics and health where the configuration asks for it. */
async function monitor(parts: MonitoringParts, { metrics }: Configuration): Promise<Monitoring | undefined> {
  if (metrics === undefined) return undefined
  const monitoring = await startMonitoring(parts, metrics)
  console.log(`Metrics and health: ${monitoring.url}/metrics`)
  return monitoring
}

/** The engines of this machine, or with QUEUE_URL the workers of all. */
async function openEngine(configuration: Configuration, shards: ShardRange | undefined, log: Logger) {
  const { queueUrl, store, devices, dataDir } = configuration
  if (queueUrl === undefined) {
    const engine: Engine = poolOf(startEngines({ devices, settings: engineSettings(configuration), log }))
    return { engine, closeEngine: () => engine.stop(), identifyTurns: undefined }
  }
  const exchange = openExchange({ queueUrl, store, log })
  const all = await readBotId(dataDir)
  const bot = shards === undefined ? all : `${all}-${rangeText(shards).replace('/', 'of')}`
  const engine: Engine = connectWorkers({ url: queueUrl, exchange, bot, log })
  const redis = shards && connectFailingFast(queueUrl, log)
  return {
    engine,
    identifyTurns: redis && createRedisTurns({ redis, bot: all, log }),
    async closeEngine() {
      await engine.stop()
      await exchange.close()
      redis?.disconnect()
    },
  }
}

function regularSweeps(store: Store, log: Logger): RegularCheck {
  return createRegularCheck({
    clock: systemClock,
    interval: sweepInterval,
    check: () => sweepStore(store, log),
    onFailure: (error) => log.error({ err: error }, 'the store could not be swept'),
  })
}

/** Removes expired data from the store. */
async function sweepStore(store: Store, log: Logger): Promise<void> {
  const swept = await store.sweep(await createSettings({ store }).everywhere('guild', 'retentionDays'))
  if (Object.values(swept).some((count) => count > 0)) log.info(swept, 'old pictures were removed')
}

function localOptions({ dataDir, local: { host, port, accessToken } }: Configuration, log: Logger): LocalOptions {
  return {
    host,
    port,
    ...(accessToken === undefined ? {} : { accessToken }),
    profile: localProfile,
    history: historyFile(dataFiles(dataDir).history),
    onWarning: (sentence, cause) => log.warn({ err: cause }, sentence),
    onDefect: (error) => log.error({ err: error }, 'the local channel has a defect'),
  }
}

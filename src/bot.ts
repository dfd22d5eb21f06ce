import { join } from 'node:path'
import { readLicence } from '#src/network/licence.ts'
import { handlers, declarations } from './commands/registry.ts'
import { type Configuration, loadConfiguration } from './config.ts'
import { startImageWorker } from './image-worker/start-image-worker.ts'
import { createFetchAttachment, discordMedia } from './discord/transport/fetch-attachment.ts'
import { createBot } from './discord/bot/create-bot.ts'
import { createClient } from './discord/transport/client.ts'
import { newIncident } from './log/incident.ts'
import { createLog } from './log/create-log.ts'
import { registerCommands } from './discord/transport/register-commands.ts'
import { findModels } from './renderer/model-folders.ts'
import { startEngine } from './engine/start-engine.ts'
import { version } from './version.ts'
import { UserError } from './errors.ts'
import { systemClock } from './clock.ts'
import { createLocalDiscord } from 'local-discord'
import { localHistory, localProfile } from './local-channel.ts'
import { createInProcessQueue } from './queue/in-process-queue.ts'
import { startFault } from './start-fault.ts'
import { openStore } from './store/open-store.ts'

/** How long running jobs may take to finish when the bot is told to stop, in milliseconds. */
const grace = 60_000
/** How often what the retention setting lets go is removed, in milliseconds. */
const sweepEvery = 60 * 60_000

try {
  const configuration = loadConfiguration()
  await run(configuration).catch((error: unknown) => {
    throw startFault(error, configuration)
  })
} catch (error) {
  if (!(error instanceof UserError)) throw error
  console.error(error.message)
  // What was started by then would keep the process alive; engine and image worker go with it.
  process.exit(1)
}

async function run(configuration: Configuration): Promise<void> {
  const { discordToken, dataDir, modelDirs, uploads, retentionDays } = configuration
  const { logLevel: level, logFormat: format } = configuration
  const log = createLog({ level, format, secrets: discordToken === undefined ? [] : [discordToken] })
  const store = await openStore({ dataDir, keepDays: retentionDays === 0 ? null : retentionDays })
  const { model, device, threads, memoryBudget } = configuration
  const preferred = model === undefined ? {} : { model }
  const settings = { modelDirs, ...preferred, device, threads, memoryBudget, cacheDir: join(dataDir, 'cache') }
  const engine = startEngine({ settings, log })
  const imageWorker = startImageWorker({ log })
  engine.onStatus((status) => log.debug(status, 'the engine'))
  const queue = createInProcessQueue({
    store,
    engine,
    clock: systemClock,
    log,
    limits: configuration.queue,
    newIncident,
  })
  const local = discordToken === undefined ? await createLocalDiscord(localOptions(configuration)) : undefined
  const token = discordToken ?? local?.token ?? ''
  const client = createClient(local === undefined ? {} : { api: local.apiUrl })
  const bot = createBot({
    client,
    handlers,
    store,
    queue,
    engine,
    clock: systemClock,
    random: Math.random,
    log,
    about: { version, licence: await licenceOf(modelDirs) },
    fetchAttachment: createFetchAttachment({
      origins: local === undefined ? discordMedia : [new URL(local.apiUrl).origin],
      maxBytes: uploads.bytes,
      timeout: 30_000,
      fetch,
    }),
    inspect: async (file, name) => void (await imageWorker.do('look', { file, name, limits: uploads })),
    fitBytes: (file, limit) => imageWorker.do('fit', { file, limit }),
    imageWorker,
  })

  if (local !== undefined) {
    // The local channel begins empty each time; Discord remembers, so there `duckrabbit deploy` does it once.
    const rest = client.rest.setToken(token)
    await registerCommands({ rest, applicationId: local.applicationId, declarations })
  }
  await bot.start(token)
  console.log(local === undefined ? 'Duckrabbit is on Discord.' : `Duckrabbit is here: ${local.pageUrl}`)

  const sweep = (): void => {
    store.sweep().catch((error: unknown) => log.error({ err: error }, 'the store could not be swept'))
  }
  sweep()
  const sweeping = setInterval(sweep, sweepEvery)

  const signals = ['SIGINT', 'SIGTERM'] as const
  const stop = async (): Promise<void> => {
    for (const signal of signals) process.removeListener(signal, onSignal)
    clearInterval(sweeping)
    await bot.stop(grace)
    await engine.stop()
    await imageWorker.close()
    await local?.close()
    await store.close()
  }
  // A second signal finds no listener any more and ends the process at once.
  const onSignal = (): void => {
    console.log('Stopping as soon as nothing is being painted; once more to stop at once.')
    stop().catch((error: unknown) => {
      log.fatal({ err: error }, 'stopping failed')
      process.exit(1)
    })
  }
  for (const signal of signals) process.on(signal, onSignal)
}

function localOptions({ dataDir, local: { host, port, accessToken } }: Configuration) {
  const options = { host, port, profile: localProfile, history: localHistory(dataDir) }
  return accessToken === undefined ? options : { ...options, accessToken }
}

async function licenceOf(modelDirs: readonly string[]): Promise<string> {
  const [first] = await findModels(modelDirs)
  return (first && (await readLicence([first.folder]))) ?? 'not named by the model’s folder'
}

import { hostname } from 'node:os'
import type { Configuration } from './config.ts'
import type { DeviceEngine } from './engine/start-engine.ts'
import { startEngines } from './engine/start-engines.ts'
import { engineSettings } from './engine-settings.ts'
import { UserError } from './errors.ts'
import { workerWords as words } from './messages/worker-messages.ts'
import { startWorkerMonitoring, type WorkerMonitoring } from './monitoring/start-worker-monitoring.ts'
import { openLog } from './open-log.ts'
import { openExchange } from './remote/open-exchange.ts'
import type { WorkerSessionOptions } from './remote/worker-session.ts'
import { startWorker } from './remote/start-worker.ts'
import { findModels } from './renderer/model-folders.ts'
import { runUntilStopped } from './run-until-stopped.ts'

/** Milliseconds that running jobs may take to finish when the worker is told to stop. The rest is drawn elsewhere. */
const grace = 60_000

/**
 * Draws for the bots of the Redis at QUEUE_URL, with one engine for each device, until a signal ends it.
 *
 * @throws UserError `no-queue`, `no-such-model`
 */
export async function runWorker(configuration: Configuration): Promise<void> {
  const { queueUrl, store, modelDirs, devices, metrics } = configuration
  if (queueUrl === undefined) throw new UserError('no-queue', words.noQueue)
  const models = (await findModels(modelDirs)).map(({ name }) => name)
  if (models.length === 0) throw new UserError('no-such-model', words.noModel(modelDirs.join(', ')))
  const log = openLog(configuration)
  const engines = startEngines({ devices, settings: engineSettings(configuration), log })
  const exchange = openExchange({ queueUrl, store, log })
  const isConnected = (): boolean => workers.every((worker) => worker.isConnected)
  const monitoring = metrics && (await startWorkerMonitoring({ engines, isConnected }, metrics))
  const workers = engines.map(({ name: device, engine }) =>
    startWorker({
      url: queueUrl,
      name: `${hostname()} ${device}`,
      engine: monitoring === undefined ? engine : observed(engine, monitoring.observe),
      models,
      exchange,
      log,
    }),
  )
  if (monitoring !== undefined) console.log(`Metrics and health: ${monitoring.url}/metrics`)
  console.log(words.ready(new URL(queueUrl).host, devices.join(', ')))

  async function stop(): Promise<void> {
    await Promise.all(workers.map((worker) => worker.close(grace)))
    await Promise.all(engines.map(({ engine }) => engine.stop()))
    await exchange.close()
    await monitoring?.close()
  }
  const print = { info: console.log, error: console.error }
  const lost = new Promise<UserError>(() => undefined)
  runUntilStopped({ process, lost, stop, print, log })
}

/** An engine whose drawings are counted. */
function observed(engine: DeviceEngine, observe: WorkerMonitoring['observe']): WorkerSessionOptions['engine'] {
  return {
    draw: observe((...request) => engine.draw(...request)),
    onStatus: (listener) => engine.onStatus(listener),
    onFacts: (listener) => engine.onFacts(listener),
    get status() {
      return engine.status
    },
    get facts() {
      return engine.facts
    },
    get networkUse() {
      return engine.networkUse
    },
  }
}

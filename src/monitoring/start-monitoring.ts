import type { Client } from 'discord.js'
import type { Clock } from '#src/clock.ts'
import type { Engine } from '#src/engine/engine.ts'
import type { ImageWorker } from '#src/image-worker/image-worker.ts'
import type { JobQueue } from '#src/queue/job-queue.ts'
import { createMetricsRegistry } from './metrics.ts'
import { observeDiscord } from './observe-discord.ts'
import { observeEngine } from './observe-engine.ts'
import { observeProcesses } from './observe-processes.ts'
import { observeQueue } from './observe-queue.ts'
import { notReady } from './readiness.ts'
import { serveMetrics } from './serve-metrics.ts'

export interface MonitoringParts {
  readonly client: Client
  readonly queue: JobQueue
  readonly engine: Engine
  readonly imageWorker: ImageWorker
  readonly clock: Pick<Clock, 'monotonic'>
}

export interface Monitoring {
  readonly url: string
  close(): Promise<void>
}

/**
 * Counts what the bot does and serves it with its health. Start it before the bot, so that nothing is missed.
 *
 * @throws UserError `bad-configuration` where the address cannot be used
 */
export async function startMonitoring(
  { client, queue, engine, imageWorker, clock }: MonitoringParts,
  address: { readonly host: string; readonly port: number },
): Promise<Monitoring> {
  const registry = createMetricsRegistry()
  const endQueue = observeQueue(registry, queue)
  observeEngine(registry, engine)
  observeDiscord(registry, client, clock)
  observeProcesses(registry, { engine: () => engine.pid, 'image-worker': () => imageWorker.pid })
  const server = await serveMetrics({ ...address, registry, notReady: () => notReady(client, engine) })
  return {
    url: server.url,
    async close() {
      endQueue()
      await server.close()
    },
  }
}

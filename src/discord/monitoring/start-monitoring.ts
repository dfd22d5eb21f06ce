import type { Client } from 'discord.js'
import type { Clock } from '@duckrabbit/clock'
import type { EndReport } from '../delivery/report-end.ts'
import type { Engine } from '#src/engine/engine.ts'
import type { ImageWorker } from '#src/image-worker/image-worker.ts'
import type { JobQueue } from '#src/queue/job-queue.ts'
import { createMetricsRegistry } from '#src/monitoring/metrics.ts'
import { observeDiscord } from './observe-discord.ts'
import { observeEnds } from './observe-ends.ts'
import { observeEngine } from '#src/monitoring/observe-engine.ts'
import { observeProcesses } from '#src/monitoring/observe-processes.ts'
import { observeQueue } from '#src/monitoring/observe-queue.ts'
import { notReady } from './readiness.ts'
import { serveMetrics } from '#src/monitoring/serve-metrics.ts'

export interface MonitoringParts {
  readonly client: Client
  readonly queue: JobQueue
  readonly engine: Engine
  readonly imageWorker: ImageWorker
  readonly clock: Pick<Clock, 'monotonic'>
  /** The shards of this process, such as `0-3/16`, which every metric carries. Absent if there is one process only. */
  readonly shards?: string | undefined
}

export interface Monitoring {
  /** `http://127.0.0.1:9464` */
  readonly url: string
  /** Takes the report of each ended job. */
  readonly onEnd: (report: EndReport) => void
  close(): Promise<void>
}

/**
 * Counts the bot's work and serves the counts with its health. Start it before the bot, so that it misses nothing.
 *
 * @throws UserError `bad-configuration` where the address cannot be used
 */
export async function startMonitoring(
  { client, queue, engine, imageWorker, clock, shards }: MonitoringParts,
  address: { readonly host: string; readonly port: number },
): Promise<Monitoring> {
  const registry = createMetricsRegistry(shards === undefined ? {} : { shards })
  const endQueue = observeQueue(registry, queue)
  const onEnd = observeEnds(registry)
  observeEngine(registry, engine)
  observeDiscord(registry, client, clock)
  observeProcesses(registry, () => [
    ...(engine.members ?? [{ name: '', pid: engine.pid }]).map(
      ({ name, pid }) => [`engine ${name}`.trim(), pid] as const,
    ),
    ['image-worker', imageWorker.pid],
  ])
  const server = await serveMetrics({ ...address, registry, notReady: () => notReady(client, engine) })
  return {
    url: server.url,
    onEnd,
    async close() {
      endQueue()
      await server.close()
    },
  }
}

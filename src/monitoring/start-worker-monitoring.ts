import type { Engine } from '#src/engine/engine.ts'
import type { NamedEngine } from '#src/engine/start-engines.ts'
import { poolOf } from '#src/engine/start-engines.ts'
import { engineNotReady } from './engine-readiness.ts'
import { createMetricsRegistry } from './metrics.ts'
import { observeDrawing } from './observe-drawing.ts'
import { observeEngine } from './observe-engine.ts'
import { observeProcesses } from './observe-processes.ts'
import { serveMetrics } from './serve-metrics.ts'

export interface WorkerMonitoring {
  /** `http://127.0.0.1:9464` */
  readonly url: string
  /** Wraps the drawing of an engine, so that it is counted. */
  readonly observe: (draw: Engine['draw']) => Engine['draw']
  close(): Promise<void>
}

/**
 * Serves the metrics and the health of a process that draws for the bots of other machines.
 *
 * @throws UserError `bad-configuration` where the address cannot be used
 */
export async function startWorkerMonitoring(
  { engines, isConnected }: { readonly engines: readonly NamedEngine[]; readonly isConnected: () => boolean },
  address: { readonly host: string; readonly port: number },
): Promise<WorkerMonitoring> {
  const registry = createMetricsRegistry()
  const pool = poolOf(engines)
  observeEngine(registry, pool)
  observeProcesses(registry, () => engines.map(({ name, engine }) => [`engine on ${name}`, engine.pid] as const))
  const observe = observeDrawing(registry)
  const server = await serveMetrics({
    ...address,
    registry,
    notReady: () => [...(isConnected() ? [] : ['Redis does not answer.']), ...engineNotReady(pool.status)],
  })
  return { url: server.url, observe, close: () => server.close() }
}

import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'

/**
 * The metrics of this process, for Prometheus. Names follow its conventions: `_total` counts up, times are in seconds,
 * amounts in bytes. Each `observe-….ts` adds the metrics of one part of the program.
 *
 * @param labels that every metric carries
 */
export function createMetricsRegistry(labels: Readonly<Record<string, string>> = {}): Registry {
  const registry = new Registry()
  registry.setDefaultLabels(labels)
  // Memory, processor time, open files, and how long the event loop is blocked.
  collectDefaultMetrics({ register: registry })
  return registry
}

/** Upper bounds of times in seconds: from an acknowledgement to a large picture on a CPU. */
export const secondsBuckets: readonly number[] = [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 20, 40, 80, 160, 320, 640, 1280]

/** The current values of a metric, one per set of labels. */
export type Readings = readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number }[]

/**
 * Adds a metric whose values are looked up each time when the metrics are read. It has no value while the look-up fails,
 * so that all other metrics can still be read.
 */
export function addReadMetric(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly string[],
  read: () => Readings | Promise<Readings>,
): void {
  const gauge = new Gauge({
    name,
    help,
    labelNames,
    registers: [registry],
    async collect() {
      gauge.reset()
      const readings = await Promise.resolve()
        .then(read)
        .catch(() => [])
      // After a reset, a metric without labels would say 0.
      if (readings.length === 0 && labelNames.length === 0) gauge.remove()
      for (const { labels = {}, value } of readings) gauge.set(labels, value)
    },
  })
}

import { type Registry } from 'prom-client'
import type { Engine } from '#src/engine/engine.ts'
import { addReadMetric } from './metrics.ts'

const states = ['starting', 'ready', 'restarting', 'failed', 'absent', 'stopped'] as const

/** Adds metrics of the engine: its state, how often it died, and how many rows its networks get at once. */
export function observeEngine(registry: Registry, engine: Pick<Engine, 'status' | 'networkUse' | 'members'>): void {
  addReadMetric(
    registry,
    'duckrabbit_engine_state',
    'The current state of the engine has the value 1.',
    ['state'],
    () => states.map((state) => ({ labels: { state }, value: engine.status.state === state ? 1 : 0 })),
  )
  addReadMetric(
    registry,
    'duckrabbit_engine_info',
    'The preferred model and the device in use, as labels of the value 1.',
    ['model', 'device'],
    () => {
      const { model, device } = engine.status
      return model === null ? [] : [{ labels: { model, device: device ?? '' }, value: 1 }]
    },
  )
  addReadMetric(
    registry,
    'duckrabbit_workers',
    'Engines that draw, on this machine or on others, by device and state.',
    ['device', 'state'],
    () => {
      const counts = new Map<string, { readonly device: string; readonly state: string; count: number }>()
      for (const { status } of engine.members ?? [engine]) {
        const labels = { device: status.device ?? 'unknown', state: status.state }
        const known = counts.get(JSON.stringify(labels)) ?? { ...labels, count: 0 }
        counts.set(JSON.stringify(labels), { ...known, count: known.count + 1 })
      }
      return [...counts.values()].map(({ count, ...labels }) => ({ labels, value: count }))
    },
  )
  const numbers: readonly (readonly [name: string, help: string, read: () => number])[] = [
    ['duckrabbit_engine_capacity', 'Jobs that the engine runs at once.', () => engine.status.capacity],
    ['duckrabbit_engine_deaths_total', 'How often the engine died or was killed.', () => engine.status.deaths],
    ['duckrabbit_network_calls_total', 'Calls of a UNet.', () => engine.networkUse.calls],
    [
      'duckrabbit_network_rows_total',
      'Rows of these calls. Rows by calls is the batch size.',
      () => engine.networkUse.rows,
    ],
  ]
  for (const [name, help, read] of numbers) addReadMetric(registry, name, help, [], () => [{ value: read() }])
}

import type { EngineStatus } from './engine.ts'

/** The states of one engine, the one that describes a pool best first. */
const order = [
  'ready',
  'starting',
  'restarting',
  'failed',
  'absent',
  'stopped',
] as const satisfies EngineStatus['state'][]

/** The status of several engines together. Without any, the state is `absent`. */
export function poolStatus(statuses: readonly EngineStatus[], stopped: boolean): EngineStatus {
  const sorted = [...statuses].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  const [first] = sorted
  const ready = statuses.filter(({ state }) => state === 'ready')
  const devices = [...new Set(sorted.flatMap(({ device }) => (device === null ? [] : [device])))]
  return {
    state: stopped ? 'stopped' : (first?.state ?? 'absent'),
    failure: first?.failure ?? null,
    model: sorted.find(({ model }) => model !== null)?.model ?? null,
    device: devices.length === 0 ? null : devices.join(', '),
    subjects: sorted.find(({ subjects }) => subjects.length > 0)?.subjects ?? [],
    capacity: Math.max(
      1,
      ready.reduce((sum, { capacity }) => sum + capacity, 0),
    ),
    deaths: statuses.reduce((sum, { deaths }) => sum + deaths, 0),
  }
}

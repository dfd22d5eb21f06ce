import { join } from 'node:path'
import { type Clock, systemClock } from '@duckrabbit/clock'
import type { DeviceName } from '#src/device-name.ts'
import type { RendererSettings } from '#src/renderer/renderer.ts'
import { type DrawRequest, modeOf } from '#src/requests/draw-request.ts'
import type { Engine } from './engine.ts'
import { createEnginePool } from './engine-pool.ts'
import { type DeviceEngine, type EngineOptions, startEngine } from './start-engine.ts'

export interface EnginesOptions extends Omit<EngineOptions, 'settings' | 'name' | 'env'> {
  readonly settings: Omit<RendererSettings, 'device'>
  /** One engine is started for each. */
  readonly devices: readonly DeviceName[]
  /** The variables of this process. Default: `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>
}

export interface NamedEngine {
  readonly name: string
  readonly engine: DeviceEngine
}

/** Starts one engine for each device of this machine. They share the memory budget. */
export function startEngines({
  devices,
  settings,
  environment = process.env,
  ...options
}: EnginesOptions): readonly NamedEngine[] {
  const memoryBudget = Math.floor(settings.memoryBudget / Math.max(1, devices.length))
  return devices.map((name, index) => {
    const [device, number] = splitName(name)
    const isRepeated = devices.indexOf(name) !== index
    const label = isRepeated ? `${name} (${index + 1})` : name
    const engine = startEngine({
      ...options,
      name: devices.length === 1 ? 'engine' : `engine on ${label}`,
      // Speeds are measured for each device, so the first alone keeps the usual folder.
      settings: {
        ...settings,
        device,
        memoryBudget,
        cacheDir: index === 0 ? settings.cacheDir : join(settings.cacheDir, 'devices', `${index}`),
      },
      ...(number !== undefined && { env: cudaDevice(number, environment) }),
    })
    return { name: label, engine }
  })
}

/** The engines of this machine as one. */
export function poolOf(engines: readonly NamedEngine[], clock: Clock = systemClock): Engine {
  const [first, ...rest] = engines
  if (first !== undefined && rest.length === 0) return first.engine
  const members = engines.map(({ name, engine }) => ({
    name,
    engine,
    // All read the same folders.
    canDraw: () => true,
    loading: (request: DrawRequest) => loadingSeconds(engine, request),
  }))
  return createEnginePool(clock, members)
}

/** Seconds of loading the model of a request first; 0 if it is loaded, null if it is not and was never measured. */
export function loadingSeconds(
  { facts, status }: Pick<DeviceEngine, 'facts' | 'status'>,
  request: DrawRequest,
): number | null {
  const model = modeOf(request).settings(request).model ?? status.model
  if (model === null) return null
  return facts.loaded.includes(model) ? 0 : (facts.loadSeconds[model] ?? null)
}

function splitName(name: DeviceName): readonly ['cpu' | 'webgpu' | 'cuda' | 'auto', number?] {
  const match = /^cuda:(\d+)$/.exec(name)
  if (match?.[1] !== undefined) return ['cuda', Number(match[1])]
  return name === 'cpu' || name === 'webgpu' || name === 'cuda' ? [name] : ['auto']
}

/** Hides all GPUs but one from a process. The numbers count within those that this process may see itself. */
function cudaDevice(
  number: number,
  { CUDA_VISIBLE_DEVICES: visible }: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const own = visible?.split(',')[number]?.trim()
  return { CUDA_DEVICE_ORDER: 'PCI_BUS_ID', CUDA_VISIBLE_DEVICES: own ?? String(number) }
}

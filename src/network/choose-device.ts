import { UserError } from '#src/errors.ts'
import { deviceSeconds } from './device-speed.ts'
import type { Device, DeviceChoice } from './device.ts'
import { deviceUnavailable } from './device-unavailable.ts'
import { halfTolerance, selfTest, tolerance } from './self-test.ts'
import { hasVulkanDriver, mayHaveGpu } from './vulkan-driver.ts'

/** The measurements that the decision needs. Tests pass in their own. */
export interface DeviceProbes {
  /** Whether it makes sense to try WebGPU. */
  readonly mayHaveGpu: () => Promise<boolean>
  /** Whether WebGPU finds any driver. Trying it without one makes ONNX Runtime print warnings of its own. */
  readonly hasDriver: () => Promise<boolean>
  /**
   * The error of a tiny step with a known answer, in float32 or in half precision.
   *
   * @throws UserError where the device cannot be opened
   */
  readonly error: (device: Device, halfPrecision?: boolean) => Promise<number>
  /** Seconds for a fixed piece of work. @throws UserError where the device cannot be opened */
  readonly seconds: (device: Device) => Promise<number>
}

/** The device to use, and sentences for the log that say why no other was chosen. */
export interface ChosenDevice {
  readonly device: Device
  /** Whether UNets can compute in half precision on it. */
  readonly halfPrecision: boolean
  readonly notes: readonly string[]
}

/** Probes that try the devices of this machine. @param now the time in milliseconds */
export function deviceProbes(now: () => number): DeviceProbes {
  return {
    mayHaveGpu: () => mayHaveGpu(process.platform, process.env),
    hasDriver: () => hasVulkanDriver(process.platform, process.env),
    error: selfTest,
    seconds: (device) => deviceSeconds(device, now),
  }
}

/**
 * Chooses a device before anything is loaded on it.
 *
 * A device that is named is tested and then used or refused with a reason. `auto` uses WebGPU where it is available, faster than
 * the CPU and correct, and the CPU otherwise. CUDA is only used where it is named, since its libraries are a separate download.
 *
 * A GPU computes in half precision if it passes the same test like that, and in float32 otherwise.
 *
 * @throws UserError `device-unavailable` or `device-wrong`
 */
export async function chooseDevice(choice: DeviceChoice, probes: DeviceProbes): Promise<ChosenDevice> {
  if (choice === 'cpu') return onCpu()
  if (choice !== 'auto') {
    if (choice === 'webgpu' && !(await probes.hasDriver())) throw deviceUnavailable(choice)
    await requireCorrect(choice, probes)
    return onGpu(choice, probes)
  }
  if (!(await probes.mayHaveGpu())) return onCpu()
  try {
    const [gpu, cpu] = [await probes.seconds('webgpu'), await probes.seconds('cpu')]
    if (gpu >= cpu) return onCpu(`WebGPU is slower here than the CPU (${gpu.toFixed(3)} s to ${cpu.toFixed(3)} s).`)
    await requireCorrect('webgpu', probes)
    return await onGpu('webgpu', probes)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return onCpu(error.message)
  }
}

function onCpu(...notes: readonly string[]): ChosenDevice {
  return { device: 'cpu', halfPrecision: false, notes }
}

async function onGpu(device: Device, probes: DeviceProbes): Promise<ChosenDevice> {
  const reason = await halfPrecisionFault(device, probes)
  if (reason === undefined) return { device, halfPrecision: true, notes: [] }
  return { device, halfPrecision: false, notes: [`${device} computes in float32, since half precision ${reason}.`] }
}

/** Why a device cannot compute in half precision; undefined where it can. */
async function halfPrecisionFault(device: Device, probes: DeviceProbes): Promise<string | undefined> {
  try {
    const error = await probes.error(device, true)
    return error <= halfTolerance ? undefined : `is off by ${error.toPrecision(2)}`
  } catch (error) {
    // Drivers without it fail in many ways, and float32 is there in any case.
    return `is not available (${error instanceof Error ? error.message : String(error)})`
  }
}

async function requireCorrect(device: Device, probes: DeviceProbes): Promise<void> {
  const error = await probes.error(device)
  // The comparison is also false for NaN.
  if (error <= tolerance) return
  throw new UserError(
    'device-wrong',
    `The device "${device}" computes wrongly on this machine (off by ${error.toPrecision(2)}); set DEVICE=cpu, or update its driver.`,
    { device, error },
  )
}

import { UserError } from '#src/errors.ts'
import { deviceSeconds } from './device-speed.ts'
import type { Device, DeviceChoice } from './device.ts'
import { deviceUnavailable } from './device-unavailable.ts'
import { selfTest, tolerance } from './self-test.ts'
import { hasVulkanDriver, mayHaveGpu } from './vulkan-driver.ts'

/** The measurements that the decision needs. Tests pass in their own. */
export interface DeviceProbes {
  /** Whether it makes sense to try WebGPU. */
  readonly mayHaveGpu: () => Promise<boolean>
  /** Whether WebGPU finds any driver. Trying it without one makes ONNX Runtime print warnings of its own. */
  readonly hasDriver: () => Promise<boolean>
  /** The error of a tiny step with a known answer. @throws UserError where the device cannot be opened */
  readonly error: (device: Device) => Promise<number>
  /** Seconds for a fixed piece of work. @throws UserError where the device cannot be opened */
  readonly seconds: (device: Device) => Promise<number>
}

/** The device to use, and sentences for the log that say why no other was chosen. */
export interface ChosenDevice {
  readonly device: Device
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
 * @throws UserError `device-unavailable` or `device-wrong`
 */
export async function chooseDevice(choice: DeviceChoice, probes: DeviceProbes): Promise<ChosenDevice> {
  if (choice === 'cpu') return { device: 'cpu', notes: [] }
  if (choice !== 'auto') {
    if (choice === 'webgpu' && !(await probes.hasDriver())) throw deviceUnavailable(choice)
    await requireCorrect(choice, probes)
    return { device: choice, notes: [] }
  }
  if (!(await probes.mayHaveGpu())) return { device: 'cpu', notes: [] }
  try {
    const [gpu, cpu] = [await probes.seconds('webgpu'), await probes.seconds('cpu')]
    if (gpu >= cpu)
      return {
        device: 'cpu',
        notes: [`WebGPU is slower here than the CPU (${gpu.toFixed(3)} s to ${cpu.toFixed(3)} s).`],
      }
    await requireCorrect('webgpu', probes)
    return { device: 'webgpu', notes: [] }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { device: 'cpu', notes: [error.message] }
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

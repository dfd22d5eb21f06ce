import { UserError } from '#src/errors.ts'
import type { Device } from './device.ts'

/** What a machine may lack for a device. */
const needs: Readonly<Record<Exclude<Device, 'cpu'>, string>> = {
  webgpu: 'install the Vulkan driver of your graphics card (on Linux, with libvulkan1)',
  cuda: 'it needs Linux on x64, CUDA 12 with cuDNN, and the libraries that `npm run cuda` fetches',
}

/** The error for a device that cannot be opened. It says what the machine may lack. */
export function deviceUnavailable(device: Exclude<Device, 'cpu'>, cause?: unknown): UserError {
  return new UserError(
    'device-unavailable',
    `The device "${device}" cannot be used here: ${needs[device]}; or set DEVICE=cpu.`,
    { device },
    { cause },
  )
}

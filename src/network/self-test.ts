import { fileURLToPath } from 'node:url'
import type { Device } from './device.ts'
import { goldenError, loadGoldenUnet, readGoldenStep } from './golden-step.ts'

/** Holds a network of a few thousand weights with every kind of layer, and a step with diffusers' answer. */
const folder = fileURLToPath(new URL('self-test', import.meta.url))

/** Devices with a larger error are refused. Some drivers are silently wrong by a hundredth. */
export const tolerance = 1e-3

/** The same in half precision, whose own rounding is about a fifth of it. */
export const halfTolerance = 2e-2

/**
 * Runs one tiny step on a device and compares it with the known answer.
 *
 * @returns the largest difference. The answers themselves are about as large as 2
 * @throws UserError `device-unavailable` where the device cannot be opened
 */
export async function selfTest(device: Device, halfPrecision = false): Promise<number> {
  const unet = await loadGoldenUnet(folder, { device, halfPrecision })
  try {
    return await goldenError(unet, await readGoldenStep(folder, 'square'))
  } finally {
    await unet.dispose()
  }
}

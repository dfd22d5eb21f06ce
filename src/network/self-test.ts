import { fileURLToPath } from 'node:url'
import type { Device } from './device.ts'
import { goldenError, loadGoldenUnet, readGoldenStep } from './golden-step.ts'

/** A network of a few thousand weights with every kind of layer, and a step whose answer diffusers gave. */
const folder = fileURLToPath(new URL('self-test', import.meta.url))

/** A device that is further off than this is refused: drivers have been seen that are wrong by a hundredth and say nothing. */
export const tolerance = 1e-3

/**
 * Draws one tiny step on a device and compares it with the known answer.
 *
 * @returns the largest difference; the answers are about as large as 2
 * @throws UserError `device-unavailable` where the device cannot be opened
 */
export async function selfTest(device: Device): Promise<number> {
  const unet = await loadGoldenUnet(folder, { device })
  try {
    return await goldenError(unet, await readGoldenStep(folder, 'square'))
  } finally {
    await unet.dispose()
  }
}

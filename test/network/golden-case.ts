import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { goldenError, loadGoldenUnet, readGoldenStep } from '#src/network/golden-step.ts'
import type { LoadOptions, Unet } from '#src/network/model.ts'

/** The folder of the committed networks and their answers, made by models/train/golden. */
export const golden = fileURLToPath(new URL('golden', import.meta.url))

/** Loads one of the golden UNets. */
export const openUnet = (name: string, options: LoadOptions = {}): Promise<Unet> =>
  loadGoldenUnet(join(golden, name), options)

/** The rows of a golden case, and diffusers' answer to each. */
export const stepOf = (name: string, which: string) => readGoldenStep(join(golden, name), which)

/** The largest difference between the network's answers and diffusers'. */
export const unetError = async (unet: Unet, name: string, which: string): Promise<number> =>
  goldenError(unet, await stepOf(name, which))

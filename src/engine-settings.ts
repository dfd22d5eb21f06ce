import { join } from 'node:path'
import type { Configuration } from './config.ts'

/** The settings of the engines on this machine. */
export function engineSettings(configuration: Configuration) {
  const { modelDirs, model, threads, memoryBudget, textEncoderBits, dataDir } = configuration
  const chosen = { ...(model !== undefined && { model }), ...(textEncoderBits && { textEncoderBits }) }
  return { modelDirs, ...chosen, threads, memoryBudget, cacheDir: join(dataDir, 'cache') }
}

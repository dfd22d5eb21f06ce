import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { clipConfig } from './clip-config.ts'
import { clipStem } from './clip.ts'
import { type ClipPreprocessing, readPreprocessing } from './clip-preprocessing.ts'
import { isMissing, readConfig, readOptionalConfig } from './config-file.ts'
import { openWeights } from './weights.ts'

/** The files of a CLIP with both of its towers. Nothing is loaded yet. */
export interface ClipFiles {
  readonly folder: string
  readonly preprocessing: ClipPreprocessing
  readonly parameters: number
}

const typed = z.looseObject({ model_type: z.unknown().optional() })

/**
 * Finds the first CLIP in the layout of transformers among some folders and what they hold; undefined if there is none.
 *
 * @throws UserError about a CLIP whose files are incomplete
 */
export async function findClip(folders: readonly string[]): Promise<ClipFiles | undefined> {
  for (const parent of folders) {
    for (const folder of [parent, ...(await foldersIn(parent))]) {
      const config = await readOptionalConfig(join(folder, 'config.json'), typed)
      if (config?.model_type !== 'clip') continue
      const { vision_config: vision } = await readConfig(join(folder, 'config.json'), clipConfig)
      const { parameters } = await openWeights(folder, clipStem)
      return { folder, preprocessing: await readPreprocessing(folder, vision.image_size), parameters }
    }
  }
  return undefined
}

async function foldersIn(parent: string): Promise<readonly string[]> {
  try {
    const names = (await readdir(parent)).sort()
    const kinds = await Promise.all(names.map((name) => stat(join(parent, name)).catch(() => undefined)))
    return names.flatMap((name, index) => (kinds[index]?.isDirectory() === true ? [join(parent, name)] : []))
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

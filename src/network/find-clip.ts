import { join } from 'node:path'
import { UserError } from '#src/errors.ts'
import { clipConfig } from './clip-config.ts'
import { clipStem } from './clip.ts'
import { type ClipPreprocessing, readPreprocessing } from './clip-preprocessing.ts'
import { foldersIn, isClipFolder } from './clip-folders.ts'
import { readConfig } from './config-file.ts'
import { openWeights } from './weights.ts'

/** The files of a CLIP with both of its towers. Nothing is loaded yet. */
export interface ClipFiles {
  readonly folder: string
  readonly preprocessing: ClipPreprocessing
  readonly parameters: number
  /** Whether it was trained on noised pictures. */
  readonly readsNoise: boolean
}

/** Gets a sentence about a folder that holds a CLIP which cannot be read. */
type Report = (sentence: string, folder: string) => void

/**
 * Finds the first CLIP in the layout of transformers among some folders and what they hold; undefined if there is none. One that cannot be
 * read is reported and passed over, since a model draws without it, too.
 */
export async function findClip(folders: readonly string[], report: Report): Promise<ClipFiles | undefined> {
  for (const parent of folders) {
    for (const folder of [parent, ...(await foldersIn(parent))]) {
      const found = await readableClipIn(folder, report)
      if (found !== undefined) return found
    }
  }
  return undefined
}

/** The CLIP in a folder, if it holds one that can be read. Another is reported. */
export async function readableClipIn(folder: string, report: Report): Promise<ClipFiles | undefined> {
  try {
    return await clipIn(folder)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    report(`The CLIP in ${folder} is passed over: ${error.message}`, folder)
    return undefined
  }
}

/** The CLIP in a folder, if it holds one. @throws UserError about files that are incomplete */
export async function clipIn(folder: string): Promise<ClipFiles | undefined> {
  if (!(await isClipFolder(folder))) return undefined
  const { vision_config: vision, trained_on_noise: readsNoise } = await readConfig(
    join(folder, 'config.json'),
    clipConfig,
  )
  const { parameters } = await openWeights(folder, clipStem)
  const preprocessing = await readPreprocessing(folder, vision.image_size)
  return { folder, preprocessing, parameters, readsNoise }
}

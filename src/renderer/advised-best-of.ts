import { join } from 'node:path'
import { UserError } from '#src/errors.ts'
import { foldersIn, isClipFolder } from '#src/network/clip-folders.ts'
import { readOptionalConfig } from '#src/network/config-file.ts'
import { cascadeDefaults } from '#src/network/defaults.ts'
import { type DrawRequest, modeOf } from '#src/requests/draw-request.ts'
import { findModels } from './model-folders.ts'

/** Among how many pictures of the first stage a request chooses, if only by what the makers of its model recommend. */
export type AdvisedBestOf = (request: DrawRequest) => number

/**
 * Reads what the models in some folders recommend, for requests that come before an engine has opened its model. A model without a CLIP,
 * or with files that cannot be read, recommends nothing.
 *
 * @param preferred the model of requests that name none; default: the first
 * @throws UserError `model-not-readable` for one of the folders themselves
 */
export async function findAdvisedBestOf(folders: readonly string[], preferred?: string): Promise<AdvisedBestOf> {
  const models = await findModels(folders)
  const advised = new Map<string, number>()
  for (const { name, folder } of models) {
    const bestOf = await recommendedIn(folder)
    if (bestOf !== undefined && (await hasClip(folder, folders))) advised.set(name, bestOf)
  }
  return (request) => {
    const mode = modeOf(request)
    const name = mode.settings(request).model ?? preferred ?? models[0]?.name ?? ''
    const bestOf = advised.get(name)
    return mode.bestOf(request, { name, stages: [], ...(bestOf !== undefined && { illusions: { bestOf } }) })
  }
}

async function recommendedIn(folder: string): Promise<number | undefined> {
  const read = () => readOptionalConfig(join(folder, 'defaults.json'), cascadeDefaults)
  return (await ifReadable(read))?.illusions?.best_of
}

/** Whether a model has a CLIP in its folder `judge`, or there is one among the models. */
async function hasClip(model: string, folders: readonly string[]): Promise<boolean> {
  const inFolders = await Promise.all(folders.map(foldersIn))
  for (const folder of [join(model, 'judge'), ...folders, ...inFolders.flat()]) {
    if ((await ifReadable(() => isClipFolder(folder))) === true) return true
  }
  return false
}

/** What a file says, or undefined where it cannot be read, which the engine reports. */
async function ifReadable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

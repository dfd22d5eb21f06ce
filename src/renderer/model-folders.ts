import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { codeOf, UserError } from '#src/errors.ts'
import { modelRefused } from '#src/messages/refusals.ts'

/** A folder that looks like a model: its name and path. */
export interface ModelFolder {
  readonly name: string
  readonly folder: string
}

/**
 * Finds the models in some folders, in the order of the folders. A folder either is a model (it contains `unet` or
 * `stage_1`) or contains models. Missing folders and unreadable subfolders are skipped. Of two models with the same name,
 * the first is used.
 *
 * @throws UserError `model-not-readable` if one of the given folders cannot be read
 */
export async function findModels(folders: readonly string[]): Promise<readonly ModelFolder[]> {
  const found = new Map<string, ModelFolder>()
  for (const folder of folders) {
    for (const model of await modelsIn(folder)) if (!found.has(model.name)) found.set(model.name, model)
  }
  return [...found.values()]
}

/** Those of the folders that neither are a model nor contain one. @throws UserError as `findModels` */
export async function foldersWithoutModels(folders: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(folders.map(async (folder) => ({ folder, models: await modelsIn(folder) })))
  return found.flatMap(({ folder, models }) => (models.length === 0 ? [folder] : []))
}

async function modelsIn(folder: string): Promise<readonly ModelFolder[]> {
  try {
    if (await isModel(folder)) return [{ name: basename(folder), folder }]
    if (!(await isFolder(folder))) return []
    const found: ModelFolder[] = []
    for (const name of (await readdir(folder)).sort()) {
      const candidate = join(folder, name)
      // System folders such as lost+found may not be readable for this user.
      if (await isModel(candidate).catch(() => false)) found.push({ name, folder: candidate })
    }
    return found
  } catch (error) {
    throw notReadable(folder, error)
  }
}

/** Converts a file error to the `UserError` of an unreadable model folder. Other errors are returned unchanged. */
export function notReadable(folder: string, error: unknown): unknown {
  const code = codeOf(error)
  if (error instanceof UserError || code === undefined || !/^E[A-Z]+$/.test(code)) return error
  return new UserError('model-not-readable', modelRefused.notReadable(folder, code), { folder, code }, { cause: error })
}

async function isModel(folder: string): Promise<boolean> {
  return (await isFolder(join(folder, 'unet'))) || (await isFolder(join(folder, 'stage_1')))
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false
    throw error
  }
}

import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** A folder that looks like a model: its name and where it is. */
export interface ModelFolder {
  readonly name: string
  readonly folder: string
}

/**
 * The models in some folders, in their order: a folder is a model itself (it holds `unet` or `stage_1`), or holds models.
 * Folders that are missing are passed over; of two models with one name, the first counts.
 */
export async function findModels(folders: readonly string[]): Promise<readonly ModelFolder[]> {
  const found = new Map<string, ModelFolder>()
  for (const folder of folders) {
    const itself = await isModel(folder)
    const candidates = itself ? [folder] : (await list(folder)).map((name) => join(folder, name))
    for (const candidate of candidates) {
      const name = basename(candidate)
      if (!found.has(name) && (itself || (await isModel(candidate)))) found.set(name, { name, folder: candidate })
    }
  }
  return [...found.values()]
}

async function isModel(folder: string): Promise<boolean> {
  return (await isFolder(join(folder, 'unet'))) || (await isFolder(join(folder, 'stage_1')))
}

async function list(folder: string): Promise<readonly string[]> {
  return (await isFolder(folder)) ? (await readdir(folder)).sort() : []
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return false
    throw error
  }
}

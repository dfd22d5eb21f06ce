import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { isMissing, readOptionalConfig } from './config-file.ts'

const typed = z.looseObject({ model_type: z.unknown().optional() })

/** Whether a folder's `config.json` calls itself a CLIP. Its other files are not read. @throws UserError where that file cannot be read */
export async function isClipFolder(folder: string): Promise<boolean> {
  return (await readOptionalConfig(join(folder, 'config.json'), typed))?.model_type === 'clip'
}

/** The folders in a folder, by name; none if it does not exist. */
export async function foldersIn(parent: string): Promise<readonly string[]> {
  try {
    const names = (await readdir(parent)).sort()
    const kinds = await Promise.all(names.map((name) => stat(join(parent, name)).catch(() => undefined)))
    return names.flatMap((name, index) => (kinds[index]?.isDirectory() === true ? [join(parent, name)] : []))
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

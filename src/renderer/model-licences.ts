import { join } from 'node:path'
import { readLicence } from '#src/network/licence.ts'
import { findModels } from './model-folders.ts'

/**
 * The licences of the models in some folders, by the name of the model. Models whose folders name none, or cannot be read,
 * are left out.
 *
 * @throws UserError `model-not-readable` for one of the folders themselves
 */
export async function findLicences(folders: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const licences = new Map<string, string>()
  for (const { name, folder } of await findModels(folders)) {
    const places = [folder, join(folder, 'stage_1'), join(folder, 'stage_2')]
    const licence = await readLicence(places).catch(() => undefined)
    if (licence !== undefined) licences.set(name, licence)
  }
  return licences
}

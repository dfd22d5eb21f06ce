import { readSubjects, type Subject } from '#src/network/vocabulary.ts'
import { findModels } from './model-folders.ts'

/**
 * Everything that the models in some folders were taught to draw, as their vocabularies name it.
 *
 * @throws UserError `model-not-readable` for one of the folders themselves
 */
export async function findSubjects(folders: readonly string[]): Promise<readonly Subject[]> {
  const models = await findModels(folders)
  return (await Promise.all(models.map(({ folder }) => readSubjects(folder)))).flat()
}

import { UserError } from '#src/errors.ts'
import { incompleteFiles } from '#src/hub/record.ts'
import { type MemoryPlan, planMemory } from '#src/network/memory-plan.ts'
import { plannedNetworks, type TextEncoderBits } from '#src/network/planned-networks.ts'
import type { Model } from '#src/network/model.ts'
import { findModels } from '#src/renderer/model-folders.ts'

/** A model folder, and whether it can be opened. */
export interface ModelState {
  readonly name: string
  readonly folder: string
  readonly model: Model | undefined
  /** Why it cannot be opened. */
  readonly refusal: string | undefined
  /** Incomplete files of `duckrabbit pull`, relative to the folder. */
  readonly lacking: readonly string[]
}

/** Opens every model that is found. Nothing is loaded. @throws UserError `model-not-readable` */
export async function findModelStates(folders: readonly string[]): Promise<readonly ModelState[]> {
  const states: ModelState[] = []
  for (const { name, folder } of await findModels(folders)) {
    const lacking = (await incompleteFiles(folder)).map((path) => path.slice(folder.length + 1))
    states.push({ name, folder, lacking, ...(await opened(folder)) })
  }
  return states
}

async function opened(folder: string): Promise<Pick<ModelState, 'model' | 'refusal'>> {
  // Imported on demand, so that a runtime that cannot be loaded is reported instead of ending the command.
  const { openModel } = await import('#src/network/folder.ts')
  try {
    return { model: await openModel(folder), refusal: undefined }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { model: undefined, refusal: error.message }
  }
}

/** The memory plan of a model that was opened. */
export function memoryOfModel(
  model: Pick<Model, 'textEncoder' | 'stages'>,
  budget: number,
  bits?: TextEncoderBits,
): MemoryPlan {
  return planMemory(plannedNetworks(model, bits), budget)
}

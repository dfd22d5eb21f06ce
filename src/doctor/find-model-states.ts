import { join } from 'node:path'
import { UserError } from '#src/errors.ts'
import { incompleteFiles } from '#src/hub/record.ts'
import { type ClipFiles, findClip, readableClipIn } from '#src/network/find-clip.ts'
import { type MemoryPlan, planMemory } from '#src/network/memory-plan.ts'
import { type PlannedModel, plannedNetworks, type TextEncoderBits } from '#src/network/planned-networks.ts'
import type { Model } from '#src/network/model.ts'
import { findModels } from '#src/renderer/model-folders.ts'

/** A model folder, and whether it can be opened. */
export interface ModelState {
  readonly name: string
  readonly folder: string
  readonly model: Model | undefined
  /** Why it cannot be opened. */
  readonly refusal: string | undefined
  /** The CLIP that scores its pictures. */
  readonly clip: ClipFiles | undefined
  /** Sentences about CLIPs that are passed over. */
  readonly remarks: readonly string[]
  /** Incomplete files of `duckrabbit pull`, relative to the folder. */
  readonly lacking: readonly string[]
}

/** Opens every model that is found. Nothing is loaded. @throws UserError `model-not-readable` */
export async function findModelStates(folders: readonly string[]): Promise<readonly ModelState[]> {
  const states: ModelState[] = []
  for (const { name, folder } of await findModels(folders)) {
    const lacking = (await incompleteFiles(folder)).map((path) => path.slice(folder.length + 1))
    const remarks = new Set<string>()
    const remark = (sentence: string): void => void remarks.add(sentence)
    const clip = (await readableClipIn(join(folder, 'judge'), remark)) ?? (await findClip(folders, remark))
    states.push({ name, folder, lacking, clip, remarks: [...remarks], ...(await opened(folder)) })
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

/** The memory plan of a model that was opened, on the CPU. */
export function memoryOfModel(model: PlannedModel, budget: number, bits?: TextEncoderBits): MemoryPlan {
  return planMemory(plannedNetworks(model, bits), budget)
}

/** The memory plan for a graphics card: of what runs there, which computes in half precision if the card passes its test step like that. */
export function memoryOnCard(model: PlannedModel, budget: number, bits?: TextEncoderBits): MemoryPlan {
  const networks = plannedNetworks(model, bits, { isGpu: true, halfPrecision: true })
  // A quantised text encoder runs on the CPU, whatever the device of the stages is.
  const there = networks.filter(({ together }) => together[0] !== '8-bit' && together[0] !== '4-bit')
  return planMemory(there, budget)
}

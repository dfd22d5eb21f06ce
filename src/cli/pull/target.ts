import { UserError } from '#src/errors.ts'
import { gigabytes } from '#src/gigabytes.ts'
import type { PullTarget } from '#src/hub/plan-pull.ts'
import { pullMessages as words } from '#src/messages/pull-messages.ts'
import { planMemory } from '#src/network/memory-plan.ts'
import { deepfloydTarget, networksOf, sizeFor, defaultUpscaler } from './deepfloyd-target.ts'
import type { PullCommandOptions } from './options.ts'

/** A repository name of the hub: letters, digits, `-`, `_` and `.` on both sides of one slash. */
const repositoryName = /^[\w][\w.-]*\/[\w][\w.-]*$/

/**
 * The target of a command line. Prints the size that was chosen, and warns if this machine cannot run it.
 *
 * @param budget the memory that all networks may take together, in bytes
 * @throws UserError `bad-model`, `bad-option`
 */
export function targetOf(
  model: string,
  options: PullCommandOptions,
  budget: number,
  print: (line: string) => void,
): PullTarget {
  const { size: given, upscaler: wanted, revision } = options
  if (model.toLowerCase() !== 'deepfloyd') {
    if (!repositoryName.test(model)) throw new UserError('bad-model', words.badModel(model))
    const misplaced = given === undefined ? wanted && '--upscaler' : '--size'
    if (misplaced !== undefined) throw new UserError('bad-option', words.onlyDeepfloyd(misplaced))
    const [, name = model] = model.split('/')
    return { name, sources: [{ repository: model, revision: revision ?? 'main', folder: '' }] }
  }
  if (revision !== undefined) throw new UserError('bad-option', words.noRevision)
  const size = given ?? sizeFor(budget)
  const upscaler = wanted ?? defaultUpscaler[size]
  const { fits, largest, least } = planMemory(networksOf(size, upscaler), budget)
  if (!fits) print(words.tooLarge(size, largest, gigabytes(least), gigabytes(budget)))
  else if (given === undefined) print(words.chosen(size, gigabytes(budget)))
  return deepfloydTarget(size, upscaler)
}

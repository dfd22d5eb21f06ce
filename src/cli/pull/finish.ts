import { delimiter } from 'node:path'
import type { PullPlan } from '#src/hub/plan-pull.ts'
import { pullMessages as words } from '#src/messages/pull-messages.ts'
import type { Output } from '../terminal.ts'

interface Finish {
  readonly out: Output
  /** The folder that holds models. */
  readonly to: string
  /** All folders in which models are looked for. */
  readonly modelDirs: readonly string[]
  /** The folders of `MODEL_DIR`. */
  readonly givenModelDirs: readonly string[]
}

/**
 * Opens the result, as drawing does, and says which lines of `.env` make it the default.
 *
 * @throws UserError naming what does not fit together
 */
export async function finish(plan: PullPlan, { out, to, modelDirs, givenModelDirs }: Finish): Promise<void> {
  const print = (line: string): void => void out.write(`${line}\n`)
  if (!plan.draws) {
    print(words.clipReady(plan.folder))
    return
  }
  // Imported on demand, so that help and errors do not wait for the runtime.
  const { openModel } = await import('#src/network/folder.ts')
  await openModel(plan.folder)
  print(words.ready(plan.name, plan.folder))
  const found = modelDirs.includes(to) || modelDirs.includes(plan.folder)
  print(found ? words.found : words.envLines)
  if (!found) print(`MODEL_DIR=${[to, ...givenModelDirs].join(delimiter)}`)
  print(`MODEL=${plan.name}`)
}

import { UserError } from '#src/errors.ts'
import { freeSpace } from '#src/free-space.ts'
import { hubRefused as words } from '#src/messages/hub-refusals.ts'
import { gigabytes } from '#src/gigabytes.ts'
import type { PullPlan } from './plan-pull.ts'

/** What must stay free for records and for everything else on the disk, in bytes. */
const reserve = 100e6

/** The bytes that a plan adds to the disk. @param device the number of the file system that it is written to */
export function bytesNeeded({ files }: PullPlan, device: number): number {
  return files.reduce((sum, { file, state }) => {
    if (state.kind === 'to-fetch') return sum + file.size - state.have
    return state.kind === 'copy' && state.from.device !== device ? sum + file.size : sum
  }, 0)
}

/** @throws UserError `disk-full` where a plan does not fit on its disk */
export async function requireSpace(plan: PullPlan): Promise<void> {
  const { free, device } = await freeSpace(plan.folder)
  const needed = bytesNeeded(plan, device)
  if (needed === 0 || needed + reserve <= free) return
  throw new UserError('disk-full', words.diskFull(plan.folder, gigabytes(needed + reserve), gigabytes(free)), {
    needed,
    free,
  })
}

import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeFile } from 'node:fs/promises'
import { golden } from '../network/golden-case.ts'

/** The golden cascade with a tiny CLIP in its folder `judge`. */
export interface JudgedCascade {
  /** The folder of the model, which is called cascade. */
  readonly folder: string
  remove(): Promise<void>
}

/** @param illusions what its makers recommend for illusions */
export async function judgedCascade(illusions: object = {}): Promise<JudgedCascade> {
  const scratch = await mkdtemp(join(tmpdir(), 'duckrabbit-judged-'))
  const folder = join(scratch, 'cascade')
  await cp(join(golden, 'cascade'), folder, { recursive: true })
  await cp(join(golden, 'clip-whole'), join(folder, 'judge'), { recursive: true })
  await writeFile(join(folder, 'defaults.json'), JSON.stringify({ illusions }))
  return { folder, remove: () => rm(scratch, { recursive: true, force: true }) }
}

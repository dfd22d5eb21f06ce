import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import { openModel } from '#src/network/folder.ts'
import { golden } from './golden-case.ts'

/** A copy of the golden cascade that a test may damage. */
export interface CopiedModel {
  /** The folder that holds the copy. */
  readonly scratch: string
  /** The folder of the cascade. */
  readonly model: string
  unetFile(stage: number): string
  configFile(stage: number, part?: string): string
}

/** Makes a fresh copy before each test of the file and removes it afterwards. */
export function copyModel(): CopiedModel {
  const copy = {
    scratch: '',
    model: '',
    unetFile: (stage: number) => join(copy.model, `stage_${stage}`, 'unet', 'diffusion_pytorch_model.safetensors'),
    configFile: (stage: number, part = 'unet') => join(copy.model, `stage_${stage}`, part, 'config.json'),
  }
  beforeEach(async () => {
    copy.scratch = await mkdtemp(join(tmpdir(), 'duckrabbit-model-'))
    copy.model = join(copy.scratch, 'cascade')
    await cp(join(golden, 'cascade'), copy.model, { recursive: true })
  })
  afterEach(() => rm(copy.scratch, { recursive: true }))
  return copy
}

/** Changes fields of a JSON file. */
export async function change(file: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
  const json: Record<string, unknown> = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, JSON.stringify({ ...json, ...fields }))
}

/** Expects that the model is refused with these details. */
export async function refused({ model }: CopiedModel, details: object): Promise<void> {
  await expect(openModel(model)).rejects.toMatchObject({ name: 'UserError', ...details })
}

import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openBackend } from '#src/renderer/model-backend.ts'
import { findModels, foldersWithoutModels, notReadable } from '#src/renderer/model-folders.ts'
import { scratchFolder } from '#test/engine/scratch-engine.ts'

const models = join(import.meta.dirname, '..', '..', 'models')

describe('model folders', () => {
  it('are found in order, and missing ones are skipped', async () => {
    const folder = await scratchFolder()
    for (const name of ['b/unet', 'a/stage_1', 'c/texts']) await mkdir(join(folder, name), { recursive: true })
    const found = await findModels([join(folder, 'nowhere'), folder, join(folder, 'b')])
    expect(found.map(({ name }) => name)).toEqual(['a', 'b'])
    const [nowhere, other] = [join(folder, 'nowhere'), join(folder, 'c')]
    expect(await foldersWithoutModels([nowhere, folder, other, join(folder, 'b')])).toEqual([nowhere, other])
  })

  it('are named in a sentence if they cannot be read, and are not mistaken for the data folder', async () => {
    const folder = await scratchFolder()
    const loop = join(folder, 'loop')
    await symlink(loop, loop)
    await expect(findModels([loop])).rejects.toMatchObject({
      name: 'UserError',
      code: 'model-not-readable',
      message: expect.stringContaining(`The model folder ${loop} cannot be read (ELOOP)`),
    })
    expect(await findModels([folder])).toEqual([])
    const defect = new TypeError('x is undefined')
    expect(notReadable(folder, defect)).toBe(defect)
  })

  it('are not the default if files are missing', async () => {
    const folder = await scratchFolder()
    await mkdir(join(folder, 'broken', 'unet'), { recursive: true })
    await writeFile(join(folder, 'broken', 'unet', 'config.json'), '{}')
    const settings = { device: 'cpu', threads: 1, memoryBudget: 4e9, cacheDir: folder } as const
    const both = await openBackend({ ...settings, modelDirs: [folder, models] })
    expect((await both.open(undefined)).name).toBe('duckling')
    await expect(both.open('broken')).rejects.toMatchObject({ name: 'UserError' })
    const alone = await openBackend({ ...settings, modelDirs: [folder] })
    await expect(alone.open(undefined)).rejects.toMatchObject({ name: 'UserError' })
  })
})

import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { makeFolder } from '#src/make-folder.ts'
import { openStore } from '#src/store/open-store.ts'
import { scratchFolder } from './scratch.ts'

describe('a data folder', () => {
  it('is created together with its parent folders', async () => {
    const folder = join(await scratchFolder(), 'a', 'b', 'c')
    await Promise.all([makeFolder(folder), makeFolder(folder)])
    expect((await stat(folder)).isDirectory()).toBe(true)
  })

  // Both hold for root as well, whom permissions do not stop.
  it.skipIf(process.platform !== 'linux').each(['/proc/foo/bar', '/proc/self'])(
    'that is not writable is refused at once with a sentence: %s',
    async (dataDir) => {
      const opening = openStore({ dataDir })
      await expect(opening).rejects.toBeInstanceOf(UserError)
      await expect(opening).rejects.toMatchObject({ code: 'data-not-writable' })
      await expect(opening).rejects.toThrow(`DATA_DIR ${dataDir} cannot be written (ENOENT)`)
    },
    10_000,
  )

  it('cannot be a file', async () => {
    const dataDir = join(import.meta.dirname, 'prepare-folder.test.ts')
    await expect(openStore({ dataDir })).rejects.toThrow('cannot be written (EEXIST)')
  })
})

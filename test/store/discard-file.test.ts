import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { discardFile } from '#src/store/discard-file.ts'
import { scratchFolder } from './scratch.ts'

describe('a file that nothing needs any more', () => {
  async function setUp() {
    const [folder, aside] = [await scratchFolder(), await scratchFolder()]
    const path = join(folder, 'a.png')
    await writeFile(path, 'picture')
    return { folder, aside, path }
  }

  it('is removed', async () => {
    const { folder, aside, path } = await setUp()
    await discardFile(path, { aside, isWanted: () => Promise.resolve(false) })
    expect([...(await readdir(folder)), ...(await readdir(aside))]).toEqual([])
  })

  it('comes back if somebody has written its row meanwhile, and is not there while that is asked', async () => {
    const { aside, path } = await setUp()
    const isThere: boolean[] = []
    const isWanted = async (): Promise<boolean> => {
      isThere.push(
        await readFile(path).then(
          () => true,
          () => false,
        ),
      )
      return true
    }
    await discardFile(path, { aside, isWanted })
    expect(await readFile(path, 'utf8')).toBe('picture')
    expect(isThere).toEqual([false])
    expect(await readdir(aside)).toEqual([])
  })

  it('may be gone already', async () => {
    const { aside, path } = await setUp()
    const gone = { aside, isWanted: () => Promise.reject(new Error('not asked')) }
    await discardFile(`${path}.webp`, gone)
    expect(await readFile(path, 'utf8')).toBe('picture')
  })
})

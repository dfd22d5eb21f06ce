import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { KyselyPlugin } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { dataFiles } from '#src/store/data-files.ts'
import { openDatabase } from '#src/store/database.ts'
import { createPictureStore } from '#src/store/pictures.ts'
import { writeDurably } from '#src/store/write-durably.ts'
import { scratchFolder } from './scratch.ts'

const about = { format: 'png', width: 1, height: 1 } as const
const picture = new TextEncoder().encode('\x89PNG')

async function filesIn(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found.filter((entry) => entry.isFile()).map(({ name }) => name)
}

describe('a picture whose row cannot be written', () => {
  async function setUp() {
    const dataDir = await scratchFolder()
    const database = await openDatabase(dataFiles(dataDir).database)
    onTestFinished(() => database.destroy())
    /** `breaksThen`: after a row could not be written, nothing can be read either. */
    const disk = { isFull: false, breaksThen: false, isBroken: false }
    const failing: KyselyPlugin = {
      transformQuery({ node }) {
        if (disk.isBroken) throw new Error('disk I/O error')
        if (!disk.isFull || node.kind !== 'InsertQueryNode') return node
        disk.isBroken = disk.breaksThen
        throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
      },
      transformResult: ({ result }) => Promise.resolve(result),
    }
    const folder = dataFiles(dataDir).pictures
    return { disk, folder, pictures: await createPictureStore(database.withPlugin(failing), { folder, now: () => 0 }) }
  }

  it('leaves no file, and can be stored once there is room', async () => {
    const { disk, folder, pictures } = await setUp()
    disk.isFull = true
    await expect(pictures.put(picture, about)).rejects.toMatchObject({ code: 'SQLITE_FULL' })
    expect(await filesIn(folder)).toEqual([])
    disk.isFull = false
    const { sha256 } = await pictures.put(picture, about)
    expect(await pictures.get(sha256)).toEqual(picture)
  })

  it('leaves its file only until something can be written again, if it cannot be removed', async () => {
    const { disk, folder, pictures } = await setUp()
    const other = new TextEncoder().encode('\x89PNG of another')
    disk.isFull = true
    disk.breaksThen = true
    await expect(pictures.put(picture, about)).rejects.toMatchObject({ code: 'SQLITE_FULL' })
    expect(await filesIn(folder)).toHaveLength(1)
    Object.assign(disk, { isFull: false, breaksThen: false, isBroken: false })
    const { sha256 } = await pictures.put(other, about)
    expect(await filesIn(folder)).toEqual([`${sha256}.png`])
  })

  it('keeps a file that was left if its picture is stored after all', async () => {
    const { disk, pictures } = await setUp()
    disk.isFull = true
    disk.breaksThen = true
    await expect(pictures.put(picture, about)).rejects.toMatchObject({ code: 'SQLITE_FULL' })
    Object.assign(disk, { isFull: false, breaksThen: false, isBroken: false })
    const { sha256 } = await pictures.put(picture, about)
    expect(await pictures.get(sha256)).toEqual(picture)
  })

  it('keeps the file that an earlier row refers to', async () => {
    const { disk, pictures } = await setUp()
    const { sha256 } = await pictures.put(picture, about)
    disk.isFull = true
    await expect(pictures.put(picture, about)).rejects.toMatchObject({ code: 'SQLITE_FULL' })
    expect(await pictures.get(sha256)).toEqual(picture)
  })
})

it('a file that cannot be written leaves no half of it', async () => {
  const folder = await scratchFolder()
  const place = { temporary: join(folder, 'half'), mode: 0o600 }
  await expect(writeDurably(join(folder, 'missing', 'file'), 'text', place)).rejects.toMatchObject({ code: 'ENOENT' })
  expect(await filesIn(folder)).toEqual([])
})

import { existsSync, rmSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KyselyPlugin } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { dataFiles, picturePath } from '#src/store/data-files.ts'
import { openDatabase } from '#src/store/database.ts'
import { createPictureStore } from '#src/store/pictures.ts'
import { scratchFolder } from './scratch.ts'

const picture = new TextEncoder().encode('\x89PNG of both')
const about = { format: 'png', width: 1, height: 1 } as const

describe('two processes with the same folder of pictures', () => {
  /** `onInsert` is called before the second one writes a row, and `onDelete` after the first one has deleted one. */
  async function setUp() {
    const dataDir = await scratchFolder()
    const hooks = { onDelete: () => Promise.resolve(), onInsert: () => undefined as void }
    const deletes = new WeakSet<object>()
    const watching: KyselyPlugin = {
      transformQuery({ node, queryId }) {
        if (node.kind === 'DeleteQueryNode') deletes.add(queryId)
        return node
      },
      async transformResult({ result, queryId }) {
        if (deletes.has(queryId)) await hooks.onDelete()
        return result
      },
    }
    const inserting: KyselyPlugin = {
      transformQuery({ node }) {
        if (node.kind === 'InsertQueryNode') hooks.onInsert()
        return node
      },
      transformResult: ({ result }) => Promise.resolve(result),
    }
    const folder = dataFiles(dataDir).pictures
    async function open(process: string, plugin: KyselyPlugin) {
      const database = await openDatabase(dataFiles(dataDir).database)
      onTestFinished(() => database.destroy())
      return createPictureStore(database.withPlugin(plugin), { folder, now: () => 0, process })
    }
    return { hooks, folder, open, first: await open('0of2', watching), second: await open('1of2', inserting) }
  }

  it('keep a picture that one stores after the other has deleted its row, and before that removes the file', async () => {
    const { hooks, first, second } = await setUp()
    const { sha256 } = await first.put(picture, about)
    hooks.onDelete = async () => void (await second.put(picture, about))
    await first.release([{ sha256, touchedAt: 0 }])
    expect(await first.get(sha256)).toEqual(picture)
  })

  it('keep a picture whose file one removes after the other has written it, and before that writes the row', async () => {
    const { hooks, folder, first, second } = await setUp()
    const { sha256 } = await first.put(picture, about)
    await first.release([{ sha256, touchedAt: 0 }])
    const path = picturePath(folder, sha256, 'png')
    hooks.onInsert = () => {
      expect(existsSync(path)).toBe(true)
      rmSync(path)
    }
    await second.put(picture, about)
    expect(await second.get(sha256)).toEqual(picture)
  })

  it('remove a picture that neither needs', async () => {
    const { folder, first } = await setUp()
    const { sha256 } = await first.put(picture, about)
    expect(await first.release([{ sha256, touchedAt: 0 }])).toBe(1)
    expect(existsSync(picturePath(folder, sha256, 'png'))).toBe(false)
  })

  it('leave each other’s half-written files alone when they start', async () => {
    const { folder, open } = await setUp()
    const half = join(folder, 'half-written', '0of2', 'half')
    await mkdir(join(half, '..'), { recursive: true })
    await writeFile(half, 'half')
    const plain: KyselyPlugin = { transformQuery: ({ node }) => node, transformResult: async ({ result }) => result }
    await open('1of2', plain)
    expect(await readFile(half, 'utf8')).toBe('half')
    await open('0of2', plain)
    expect(existsSync(half)).toBe(false)
  })
})

import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { backUp } from '#src/store/back-up.ts'
import { openStore } from '#src/store/open-store.ts'
import { restore } from '#src/store/restore.ts'
import type { Store } from '#src/store/store.ts'
import { exampleJob } from './examples.ts'
import { scratchFolder, scratchStore } from './scratch.ts'

const hour = 60 * 60_000
const at = { replace: false, now: () => Date.UTC(2026, 1, 3, 4, 5, 6) }

/** A job with one picture, whose bytes are these. */
async function draw(store: Store, bytes: Uint8Array): Promise<{ readonly jobId: string; readonly sha256: string }> {
  const { sha256 } = await store.pictures.put(bytes, { format: 'png', width: 8, height: 8 })
  const job = await store.jobs.accept(exampleJob({ pictures: [sha256] }), 100)
  if (job === null) throw new Error('refused')
  return { jobId: job.id, sha256 }
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

describe('a backup', () => {
  it('is taken while the store is open, and brings jobs and pictures back', async () => {
    const { store, dataDir } = await scratchStore()
    const kept = await draw(store, bytesOf('a picture'))
    const folder = await scratchFolder()
    expect(await backUp(dataDir, folder)).toEqual({ pictures: 1, copied: 1, bytes: 9, missing: 0 })
    await draw(store, bytesOf('a later picture'))

    const elsewhere = join(await scratchFolder(), 'data')
    expect(await restore(folder, elsewhere, at)).toEqual({ pictures: 1, missing: 0, earlier: undefined })
    const restored = await openStore({ dataDir: elsewhere })
    try {
      expect(await restored.jobs.get(kept.jobId)).toMatchObject({ state: 'waiting' })
      expect(await restored.pictures.get(kept.sha256)).toEqual(bytesOf('a picture'))
      expect(await restored.jobs.inState('waiting')).toHaveLength(1)
    } finally {
      await restored.close()
    }
  })

  it('copies new pictures only the next time, and removes those that are gone', async () => {
    const { store, dataDir, time } = await scratchStore()
    const first = await draw(store, bytesOf('one'))
    const folder = await scratchFolder()
    await backUp(dataDir, folder)
    await store.jobs.remove(first.jobId)
    time.now += 2 * hour
    await draw(store, bytesOf('two!'))
    await store.sweep()
    expect(await backUp(dataDir, folder)).toEqual({ pictures: 1, copied: 1, bytes: 4, missing: 0 })
    const pictures = (await filesIn(folder)).filter((name) => name.endsWith('.png'))
    expect(pictures).toEqual([`${createHash('sha256').update('two!').digest('hex')}.png`])
  })

  it('leaves tokens and caches out', async () => {
    const { store, dataDir } = await scratchStore()
    await store.jobs.accept(exampleJob({ token: 'a-secret-token' }), 100)
    await mkdir(join(dataDir, 'cache'))
    await writeFile(join(dataDir, 'cache', 'text'), 'a cache')
    const folder = await scratchFolder()
    await backUp(dataDir, folder)
    expect(await filesIn(folder)).toEqual(['duckrabbit.db'])
    expect((await readFile(join(folder, 'duckrabbit.db'))).includes('a-secret-token')).toBe(false)
  })

  it('is refused where there is no data, and inside the data folder', async () => {
    const folder = await scratchFolder()
    await expect(backUp(join(folder, 'nothing'), join(folder, 'backup'))).rejects.toThrow('holds no database')
    const { dataDir } = await scratchStore()
    await expect(backUp(dataDir, join(dataDir, 'backup'))).rejects.toThrow('is inside the data folder')
    await expect(backUp(dataDir, dataDir)).rejects.toThrow('is inside the data folder')
  })
})

describe('restoring', () => {
  async function backup() {
    const { store, dataDir } = await scratchStore()
    const picture = await draw(store, bytesOf('a picture'))
    const folder = await scratchFolder()
    await backUp(dataDir, folder)
    return { dataDir, folder, ...picture }
  }

  it('is refused while a bot uses the folder, and over data unless it is replaced; then the data is kept', async () => {
    const { dataDir: inUse, folder } = await backup()
    await expect(restore(folder, inUse, at)).rejects.toThrow('Another Duckrabbit is using')

    const dataDir = await scratchFolder()
    const old = await openStore({ dataDir })
    const { jobId } = await draw(old, bytesOf('older'))
    await old.close()
    await expect(restore(folder, dataDir, at)).rejects.toThrow('Add --replace')
    const { earlier } = await restore(folder, dataDir, { ...at, replace: true })
    expect(earlier).toBe(join(dataDir, 'before-restore-2026-02-03T04-05-06Z'))
    const before = await openStore({ dataDir: earlier ?? '' })
    expect(await before.jobs.get(jobId)).not.toBeNull()
    await before.close()
    const now = await openStore({ dataDir })
    expect(await now.jobs.get(jobId)).toBeNull()
    await now.close()
  })

  it('counts a damaged picture as missing, and refuses a damaged database before anything is touched', async () => {
    const { folder, sha256 } = await backup()
    await writeFile(join(folder, 'pictures', 'by-sum', sha256.slice(0, 2), `${sha256}.png`), 'damaged')
    const dataDir = join(await scratchFolder(), 'data')
    expect(await restore(folder, dataDir, at)).toMatchObject({ pictures: 0, missing: 1 })

    await writeFile(join(folder, 'duckrabbit.db'), 'no database')
    const other = join(await scratchFolder(), 'data')
    await expect(restore(folder, other, at)).rejects.toThrow(UserError)
    await expect(restore(folder, other, at)).rejects.toThrow('holds no usable backup')
    await expect(readdir(other)).rejects.toThrow('ENOENT')
    await rm(join(folder, 'duckrabbit.db'))
    await expect(restore(folder, other, at)).rejects.toThrow('holds no usable backup')
  })
})

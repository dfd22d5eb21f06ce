import { existsSync } from 'node:fs'
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exampleJob, exampleRecipe } from './examples.ts'
import { scratchStore } from './scratch.ts'

const png = { format: 'png', width: 64, height: 64 } as const
const hour = 60 * 60 * 1000
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found.filter((entry) => entry.isFile()).map(({ name }) => name)
}

describe('pictures', () => {
  it('are stored once, by their content', async () => {
    const { store, dataDir } = await scratchStore()
    const [one, two] = await Promise.all([store.pictures.put(bytes('fox'), png), store.pictures.put(bytes('fox'), png)])
    expect(one).toEqual(two)
    expect(one.sha256).toBe('776cb326ab0cd5f0a974c1b9606044d8485201f2db19cf8e3749bdee5f36e200')
    expect(await store.pictures.get(one.sha256)).toEqual(bytes('fox'))
    expect(await filesIn(join(dataDir, 'pictures'))).toEqual([`${one.sha256}.png`])
    expect(await store.pictures.get('0'.repeat(64))).toBeNull()
  })

  it('are written again if the file was lost, and a damaged one is detected', async () => {
    const { store, dataDir } = await scratchStore()
    const { sha256 } = await store.pictures.put(bytes('fox'), png)
    await writeFile(join(dataDir, 'pictures/by-sum', sha256.slice(0, 2), `${sha256}.png`), 'fix')
    await expect(store.pictures.get(sha256)).rejects.toThrow('damaged')
    await writeFile(join(dataDir, 'pictures/by-sum', sha256.slice(0, 2), `${sha256}.png`), '')
    await store.pictures.put(bytes('fox'), png)
    expect(await store.pictures.get(sha256)).toEqual(bytes('fox'))
  })

  it('are swept only if no row refers to them and they are not recent', async () => {
    const { store, time } = await scratchStore()
    const asked = await store.pictures.put(bytes('asked'), png)
    const made = await store.pictures.put(bytes('made'), png)
    const loose = await store.pictures.put(bytes('loose'), png)
    const job = await store.jobs.accept(exampleJob({ pictures: [asked.sha256] }), 5)
    const result = { picture: 0, role: 'picture', sha256: made.sha256, seed: 7, recipe: exampleRecipe() }
    await store.results.put({ jobId: job?.id ?? '', ...result })
    expect(await store.sweep()).toMatchObject({ jobs: 0, pictures: 0, bytes: 0 })
    time.now += 2 * hour
    const fresh = await store.pictures.put(bytes('fresh'), png)
    expect(await store.sweep()).toMatchObject({ jobs: 0, pictures: 1, bytes: 5 })
    expect(await store.pictures.about(loose.sha256)).toBeNull()
    for (const kept of [asked, made, fresh]) expect(await store.pictures.get(kept.sha256)).not.toBeNull()
  })

  it('of a deleted job get no row', async () => {
    const { store } = await scratchStore()
    const { sha256 } = await store.pictures.put(bytes('fox'), png)
    const result = { picture: 0, role: 'picture', sha256, seed: 7, recipe: exampleRecipe() }
    expect(await store.results.put({ jobId: 'gone', ...result })).toBe(false)
    const job = await store.jobs.accept(exampleJob({}), 5)
    expect(await store.results.put({ jobId: job?.id ?? '', ...result })).toBe(true)
    expect(await store.results.ofJob('gone')).toEqual([])
    expect(await store.results.ofJob(job?.id ?? '')).toHaveLength(1)
  })

  it('without a row, left by a kill, are swept as files', async () => {
    const { store, dataDir } = await scratchStore({ now: () => Date.now() })
    const sha256 = 'ab'.repeat(32)
    const orphan = join(dataDir, 'pictures/by-sum/ab', `${sha256}.png`)
    await mkdir(join(dataDir, 'pictures/by-sum/ab'), { recursive: true })
    await writeFile(orphan, 'fox')
    await store.sweep()
    expect(existsSync(orphan)).toBe(true)
    const long = new Date(Date.now() - 2 * hour)
    await utimes(orphan, long, long)
    await store.sweep()
    expect(existsSync(orphan)).toBe(false)
  })

  it('cannot be referred to if they are not stored', async () => {
    const { store } = await scratchStore()
    await expect(store.jobs.accept(exampleJob({ pictures: ['0'.repeat(64)] }), 5)).rejects.toThrow(/foreign key/i)
    expect(await store.jobs.inState('waiting')).toEqual([])
  })
})

describe('results', () => {
  it('replace those of the same picture and role, and lead from a picture to its recipe', async () => {
    const { store } = await scratchStore()
    const job = await store.jobs.accept(exampleJob(), 5)
    const jobId = job?.id ?? ''
    const first = await store.pictures.put(bytes('first try'), png)
    const second = await store.pictures.put(bytes('second'), { ...png, format: 'webp' })
    const result = { jobId, picture: 0, role: 'picture', seed: 7, recipe: exampleRecipe() }
    await store.results.put({ ...result, sha256: first.sha256 })
    await store.results.put({ ...result, sha256: second.sha256, seed: Number.MAX_SAFE_INTEGER })
    await store.results.put({ ...result, sha256: first.sha256, role: 'strip' })
    expect(await store.results.ofJob(jobId)).toMatchObject([
      { role: 'picture', ...second, seed: Number.MAX_SAFE_INTEGER },
      { role: 'strip', ...first, recipe: exampleRecipe() },
    ])
    expect(await store.results.ofPicture(second.sha256)).toMatchObject([{ jobId, role: 'picture' }])
    await store.jobs.remove(jobId)
    expect(await store.results.ofJob(jobId)).toEqual([])
  })
})

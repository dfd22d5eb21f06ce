import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exampleJob, exampleRecipe } from './examples.ts'
import { scratchStore } from './scratch.ts'

const png = { format: 'png', width: 64, height: 64 } as const
const hour = 60 * 60 * 1000
const tenBytes = (text: string): Uint8Array => new TextEncoder().encode(text.padEnd(10, '.'))

/** A store whose pictures may take `maxBytes`, and ways to fill it with pictures of ten bytes. */
async function smallStore(maxBytes: number) {
  const { store, dataDir, time } = await scratchStore({ maxBytes })
  const put = async (text: string): Promise<string> => (await store.pictures.put(tenBytes(text), png)).sha256
  return {
    store,
    time,
    put,
    /** A job with these files. */
    async job(roles: Readonly<Record<string, string>>, changes: Parameters<typeof exampleJob>[0] = {}) {
      const { id } = (await store.jobs.accept(exampleJob(changes), 50)) ?? { id: '' }
      for (const [role, sha256] of Object.entries(roles))
        await store.results.put({ jobId: id, picture: 0, role, sha256, seed: 7, recipe: exampleRecipe() })
      return id
    },
    async deliver(id: string): Promise<void> {
      await store.jobs.end(id, { state: 'done', seconds: 1 })
      await store.jobs.delivered(id)
    },
    isOnDisk: (sha256: string): boolean =>
      existsSync(join(dataDir, 'pictures/by-sum', sha256.slice(0, 2), `${sha256}.png`)),
    /** Which of these are kept. */
    async keptOf(pictures: Readonly<Record<string, string>>): Promise<string[]> {
      const kept: string[] = []
      for (const [name, sha256] of Object.entries(pictures))
        if ((await store.pictures.get(sha256)) !== null) kept.push(name)
      return kept
    },
  }
}

describe('the limit of the picture files', () => {
  it('drops strips, readings and animations first, then drawn and attached pictures, oldest first', async () => {
    const { store, time, put, job, deliver, keptOf, isOnDisk } = await smallStore(30)
    const files: Record<string, string> = {}
    for (const name of ['handed-in', 'old', 'old-strip', 'new', 'new-strip', 'reading', 'sheet', 'newest']) {
      files[name] = await put(name)
      time.now += 1000
    }
    const of = (name: string): string => files[name] ?? ''
    await deliver(await job({ picture: of('old'), strip: of('old-strip') }, { pictures: [of('handed-in')] }))
    await deliver(await job({ picture: of('new'), strip: of('new-strip'), 'reading-0': of('reading') }))
    const last = await job({ picture: of('newest'), sheet: of('sheet') })
    await deliver(last)
    expect(await store.sweep()).toMatchObject({ dropped: 0 })
    time.now += 2 * hour
    expect(await store.sweep()).toMatchObject({ dropped: 5, pictures: 0, jobs: 0 })
    expect(await keptOf(files)).toEqual(['new', 'sheet', 'newest'])
    expect(isOnDisk(of('old'))).toBe(false)
    expect(await store.pictures.about(of('old'))).toBeNull()
    expect(await store.sweep()).toMatchObject({ dropped: 0 })
    expect((await store.results.ofJob(last)).map(({ role }) => role)).toEqual(['picture', 'sheet'])
  })

  it('never drops recent pictures, nor those of a draft or of a job that is open or undelivered', async () => {
    const { store, time, put, job, deliver, keptOf } = await smallStore(1)
    const files = {
      waiting: await put('waiting'),
      running: await put('running'),
      owed: await put('owed'),
      strip: await put('strip'),
      drafted: await put('drafted'),
      shared: await put('shared'),
      delivered: await put('delivered'),
    }
    await job({}, { pictures: [files.waiting] })
    const running = await job({ picture: files.running, strip: files.strip })
    await store.jobs.begin(running)
    const owed = await job({ picture: files.owed, sheet: files.shared })
    await store.jobs.end(owed, { state: 'done', seconds: 1 })
    await deliver(await job({ picture: files.delivered, sheet: files.shared }))
    await store.drafts.put('d', { personId: 'ann', content: {}, pictures: [files.drafted] })
    time.now += 2 * hour
    const fresh = await put('fresh')
    await deliver(await job({ picture: fresh }))
    expect(await store.sweep()).toMatchObject({ dropped: 1 })
    const { delivered: _, ...others } = { ...files, fresh }
    expect(await keptOf({ ...files, fresh })).toEqual(Object.keys(others))
  })

  it('keeps the rows: a dropped picture leads to its job, and is stored again when it is put again', async () => {
    const { store, time, put, job, deliver, isOnDisk } = await smallStore(1)
    const [picture, strip] = [await put('picture'), await put('strip')]
    const id = await job({ picture, strip })
    await deliver(id)
    time.now += 2 * hour
    await store.sweep()
    expect((await store.results.ofJob(id)).map(({ role }) => role)).toEqual(['picture'])
    expect(await store.results.ofPicture(picture)).toMatchObject([{ jobId: id }])
    await put('picture')
    await put('strip')
    expect(await store.pictures.get(picture)).toEqual(tenBytes('picture'))
    expect((await store.results.ofJob(id)).map(({ role }) => role)).toEqual(['picture', 'strip'])
    expect(isOnDisk(picture)).toBe(true)
    await store.sweep()
    expect(await store.pictures.get(picture)).not.toBeNull()
  })

  it('does not apply unless it is set', async () => {
    const { store, time } = await scratchStore()
    const { sha256 } = await store.pictures.put(tenBytes('kept'), png)
    const { id } = (await store.jobs.accept(exampleJob({ pictures: [sha256] }), 5)) ?? { id: '' }
    await store.jobs.end(id, { state: 'cancelled', seconds: 0 })
    await store.jobs.delivered(id)
    time.now += 1000 * hour
    expect(await store.sweep()).toMatchObject({ dropped: 0 })
    expect(await store.pictures.get(sha256)).not.toBeNull()
  })
})

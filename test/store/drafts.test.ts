import { describe, expect, it } from 'vitest'
import { openScratch, scratchFolder, scratchStore } from './scratch.ts'

const hour = 60 * 60 * 1000
const png = { format: 'png', width: 64, height: 64 } as const
const bytes = new TextEncoder().encode('a photo')

describe('drafts', () => {
  it('survive a restart, can be replaced, and can be removed', async () => {
    const dataDir = await scratchFolder()
    const before = await openScratch({ dataDir })
    const draft = { personId: 'ben', content: { said: { mode: 'edit' } }, pictures: ['a'.repeat(64), 'b'.repeat(64)] }
    await before.drafts.put('1', { ...draft, pictures: [] })
    await before.drafts.put('1', draft)
    await before.close()
    const after = await openScratch({ dataDir })
    expect(await after.drafts.get('1')).toEqual(draft)
    await after.drafts.remove('1')
    expect(await after.drafts.get('1')).toBeNull()
    await after.close()
  })

  it('keep their pictures for a day after they were last written', async () => {
    const { store, time } = await scratchStore()
    const { sha256 } = await store.pictures.put(bytes, png)
    const draft = { personId: 'ben', content: {}, pictures: [sha256] }
    await store.drafts.put('1', draft)
    time.now += 20 * hour
    await store.drafts.put('1', draft)
    time.now += 23 * hour
    expect((await store.sweep()).pictures).toBe(0)
    expect(await store.drafts.get('1')).toEqual(draft)
    time.now += hour
    expect(await store.drafts.get('1')).toBeNull()
    expect((await store.sweep()).pictures).toBe(1)
    expect(await store.pictures.get(sha256)).toBeNull()
  })

  it('are kept for the latest twenty of each person', async () => {
    const { store, time } = await scratchStore()
    await store.drafts.put('other', { personId: 'chidi', content: {}, pictures: [] })
    for (let i = 0; i < 25; i++) {
      time.now += 1
      await store.drafts.put(`ben-${i}`, { personId: 'ben', content: { i }, pictures: [] })
    }
    const kept = await Promise.all(Array.from({ length: 25 }, (_, i) => store.drafts.get(`ben-${i}`)))
    expect(kept.map((draft) => draft !== null)).toEqual(Array.from({ length: 25 }, (_, i) => i >= 5))
    expect(await store.drafts.get('other')).not.toBeNull()
  })

  it('are kept if the clock was set back by an hour', async () => {
    const { store, time } = await scratchStore()
    const draft = { personId: 'ben', content: {}, pictures: [] }
    for (let i = 0; i < 20; i++) await store.drafts.put(`before ${i}`, draft)
    time.now -= hour
    await store.drafts.put('after', draft)
    expect(await store.drafts.get('after')).toEqual(draft)
  })
})

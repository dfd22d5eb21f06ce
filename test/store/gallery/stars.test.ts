import { describe, expect, it } from 'vitest'
import { scratchStore } from '../scratch.ts'
import { ann, drawn, everybody, listed } from './drawn.ts'

describe('stars', () => {
  it('count once a person, and can be taken back', async () => {
    const { store } = await scratchStore()
    const job = await drawn(store, 'a fox')
    expect(await store.gallery.toggleStar(job, 'x')).toEqual({ given: true, stars: 1 })
    expect(await store.gallery.toggleStar(job, 'x')).toEqual({ given: false, stars: 0 })
    await Promise.all(Array.from({ length: 1000 }, (_, person) => store.gallery.toggleStar(job, `person-${person}`)))
    expect(await store.gallery.stars(job)).toBe(1000)
    expect(await store.gallery.toggleStar('gone', 'x')).toBeNull()
  })

  it('are due until the star channel shows their number', async () => {
    const { store } = await scratchStore()
    const job = await drawn(store, 'a fox')
    await store.gallery.toggleStar(job, 'x')
    const [due] = await store.gallery.starsDue()
    expect(due).toMatchObject({ jobId: job, stars: 1, personId: 'ann', audience: { channelId: 'pictures' } })
    await store.gallery.toggleStar(job, 'y')
    await store.gallery.starsShown(job, 1)
    expect(await store.gallery.starsDue()).toHaveLength(1)
    await store.gallery.starsShown(job, 2)
    expect(await store.gallery.starsDue()).toEqual([])
  })

  it('go with the person, and the picture with its message in the star channel', async () => {
    const { store } = await scratchStore()
    const theirs = await drawn(store, 'a fox')
    const own = await drawn(store, 'an owl', { personId: 'bob' })
    for (const person of ['bob', 'x']) await store.gallery.toggleStar(theirs, person)
    await store.gallery.putStarPost(own, { channelId: 'best', messageId: 'post', gone: false })
    await store.gallery.starsShown(theirs, 2)
    expect((await store.personalData.count('bob')).get('stars')).toBe(1)
    await store.personalData.erase('bob')
    expect((await store.personalData.count('bob')).get('stars')).toBe(0)
    expect(await store.gallery.stars(theirs)).toBe(1)
    expect(await store.gallery.starsDue()).toMatchObject([{ jobId: theirs, stars: 1 }])
    expect(await store.removals.pending()).toEqual([{ messageId: 'post', channelId: 'best' }])
    expect(await listed(store, everybody, ann)).toEqual([theirs])
  })

  it.each(['deleted', 'expired'])('a picture that is %s leaves the star channel', async (how) => {
    const { store, time } = await scratchStore({ keepDays: 1 })
    const job = await drawn(store, 'a fox')
    await store.jobs.delivered(job)
    await store.gallery.putStarPost(job, { channelId: 'best', messageId: 'post', gone: false })
    time.now += 3 * 24 * 60 * 60 * 1000
    if (how === 'deleted') await store.jobs.remove(job)
    else await store.sweep()
    expect(await store.jobs.get(job)).toBeNull()
    expect(await store.removals.pending()).toEqual([{ messageId: 'post', channelId: 'best' }])
  })
})

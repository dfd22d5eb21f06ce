import { expect, it } from 'vitest'
import { createDrafts, type Draft } from '#src/discord/submission/drafts.ts'
import { fillSlots, pictureSlot } from '#src/requests/request-template.ts'
import { scratchStore } from '#test/store/scratch.ts'

const draft: Draft = {
  personId: 'ben',
  request: {
    mode: 'hybrid',
    parts: [{ component: 'low', prompt: 'a skull' }],
    pinned: { component: 'high', picture: pictureSlot('picture') },
    start: { picture: pictureSlot('start'), strength: 0.5 },
  },
  pictures: {
    picture: { from: 'attachment', attachment: { url: 'https://cdn.discordapp.com/a.png', name: 'a.png', size: 7 } },
    start: { from: 'store', sha256: 'c'.repeat(64), name: 'c.png' },
  },
  ephemeral: true,
  spoiler: false,
  form: 'advanced',
  mask: { from: 'regions', regions: ['left'] },
  parentId: 'abc',
}

it('makes the same request after it was stored, with its pictures in place', async () => {
  const { store } = await scratchStore()
  const drafts = createDrafts(store)
  await drafts.put('1', { ...draft, request: { ...draft.request, seed: undefined } })
  const back = await drafts.get('1')
  expect(back).toEqual(draft)
  const refs = { picture: { sha256: 'a'.repeat(64), name: 'a.png' }, start: { sha256: 'c'.repeat(64), name: 'c.png' } }
  expect(fillSlots(back?.request ?? {}, refs)).toMatchObject({
    pinned: { component: 'high', picture: refs.picture },
    start: { picture: refs.start, strength: 0.5 },
  })
  expect((await store.drafts.get('1'))?.pictures).toEqual(['c'.repeat(64)])
})

it('stores only what is needed to fetch an attachment', async () => {
  const { store } = await scratchStore()
  const attachment = { url: 'https://cdn.discordapp.com/a.png', name: 'a.png', size: 7, client: { token: 'secret' } }
  await createDrafts(store).put('1', { ...draft, pictures: { picture: { from: 'attachment', attachment } } })
  expect(JSON.stringify(await store.drafts.get('1'))).not.toContain('secret')
})

it('is ignored if another version wrote it', async () => {
  const { store } = await scratchStore()
  await store.drafts.put('1', { personId: 'ben', content: { request: 'something else' }, pictures: [] })
  expect(await createDrafts(store).get('1')).toBeUndefined()
})

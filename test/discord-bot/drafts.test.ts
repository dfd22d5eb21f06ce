import { expect, it } from 'vitest'
import type { PictureRefs } from '#src/discord/submission/picture-sources.ts'
import { createDrafts, type Draft } from '#src/discord/submission/drafts.ts'
import { scratchStore } from '#test/store/scratch.ts'

const said = (pictures: PictureRefs) => ({
  mode: 'hybrid',
  seed: undefined,
  parts: [{ component: 'low', prompt: 'a skull' }],
  pinned: { component: 'high', picture: pictures['picture'] },
  ...(pictures['start'] === undefined ? {} : { start: { picture: pictures['start'], strength: 0.5 } }),
})

const draft: Draft = {
  personId: 'ben',
  said,
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

it('says the same after it was in the store, with the pictures as they are named then', async () => {
  const { store } = await scratchStore()
  const drafts = createDrafts(store)
  await drafts.put('1', draft)
  const back = await drafts.get('1')
  const refs = { picture: { sha256: 'a'.repeat(64), name: 'a.png' }, start: { sha256: 'c'.repeat(64), name: 'c.png' } }
  expect(back?.said(refs)).toEqual(said(refs))
  expect(back).toMatchObject({ ...draft, said: expect.any(Function) })
  expect((await store.drafts.get('1'))?.pictures).toEqual(['c'.repeat(64)])
})

it('keeps no more of an attachment than what fetches it', async () => {
  const { store } = await scratchStore()
  const attachment = { url: 'https://cdn.discordapp.com/a.png', name: 'a.png', size: 7, client: { token: 'secret' } }
  await createDrafts(store).put('1', { ...draft, pictures: { picture: { from: 'attachment', attachment } } })
  expect(JSON.stringify(await store.drafts.get('1'))).not.toContain('secret')
})

it('is none where another version wrote it', async () => {
  const { store } = await scratchStore()
  await store.drafts.put('1', { personId: 'ben', content: { said: 'something else' }, pictures: [] })
  expect(await createDrafts(store).get('1')).toBeUndefined()
})

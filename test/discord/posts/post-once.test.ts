import { ComponentType } from 'discord.js'
import { expect, it } from 'vitest'
import type { Payload } from '#src/discord/components/payload.ts'
import { markOf } from '#src/discord/posts/marks.ts'
import { postOnce, type SinglePost } from '#src/discord/posts/post-once.ts'
import type { PostRecord } from '#src/store/post-record.ts'

const payload: Payload = { components: [{ type: ComponentType.Container, components: [] }], files: [] }
const place = { channelId: 'channel', messageId: 'message' }

/** A post whose message Discord remembers by its mark, with the store and Discord in memory. */
function example(record?: PostRecord) {
  const records: PostRecord[] = record === undefined ? [] : [record]
  const marks: (number | undefined)[] = []
  const searched: number[] = []
  const post: SinglePost = {
    records: {
      posts: async () => [...records],
      putPost: async (_, given) => void records.splice(0, records.length, given),
    },
    id: 'subject',
    kind: 'kind',
    compose: async () => payload,
    find: async (mark) => {
      searched.push(mark)
      return marks.includes(mark) ? place : undefined
    },
    send: async ({ components: [first] }) => {
      marks.push(first?.id)
      return place
    },
  }
  return { post, records, marks, searched }
}

it('sends a message that was never begun, without searching for it', async () => {
  const { post, records, marks, searched } = example()
  expect(await postOnce(post)).toEqual(place)
  expect(await postOnce(post)).toEqual(place)
  expect(marks).toEqual([markOf('subject', 'kind')])
  expect(searched).toEqual([])
  expect(records).toEqual([{ kind: 'kind', ...place }])
})

it('finds a message that was sent just before the process died', async () => {
  const { post, records, marks } = example()
  const crash = new Error('killed')
  await expect(postOnce({ ...post, afterPosting: () => Promise.reject(crash) })).rejects.toBe(crash)
  expect(records).toEqual([{ kind: 'kind', channelId: null, messageId: null }])
  let after = 0
  expect(await postOnce({ ...post, afterPosting: async () => void (after += 1) })).toEqual(place)
  expect(marks).toHaveLength(1)
  expect(after).toBe(1)
})

it('sends a message that was begun and is nowhere', async () => {
  const { post, marks, searched } = example({ kind: 'kind', channelId: null, messageId: null })
  await postOnce(post)
  expect(searched).toHaveLength(1)
  expect(marks).toHaveLength(1)
})

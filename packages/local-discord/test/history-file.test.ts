import { expect, test } from 'vitest'
import { createLocalDiscord } from '#src/server.ts'
import { fingerprint } from '#src/world/history-snapshot.ts'
import { writeMessage } from '#src/world/write-message.ts'
import { testClock } from '#src/testing/index.ts'

const PICTURES = '1470000000000000111'
const ADA = '1470000000000000011'

test('messages and their files are there again after a start', async () => {
  let file: Uint8Array | null = null
  let saves = 0
  const clock = testClock()
  const options = {
    page: false,
    clock,
    history: {
      load: async () => file,
      save: async (bytes: Uint8Array) => {
        file = bytes
        saves += 1
      },
    },
  }
  const first = await createLocalDiscord(options)
  const uploads = [{ key: '0', filename: 'a.txt', bytes: new TextEncoder().encode('kept') }]
  writeMessage(first.context, { personId: ADA, channelId: PICTURES, content: 'hello', uploads })
  await clock.advance(30_000)
  expect(saves).toBe(1)
  // Nothing has changed since: nothing is saved.
  await clock.advance(30_000)
  await first.close()
  expect(saves).toBe(1)

  const second = await createLocalDiscord(options)
  const [message] = [...(second.context.world.messages.get(PICTURES)?.values() ?? [])]
  expect(message).toMatchObject({ content: 'hello', author: { username: 'ada' } })
  const [attachment] = message?.attachments ?? []
  if (attachment === undefined) throw new Error('the file is gone')
  const { url } = second.context.attachmentLinks.show(attachment, second.context.origin())
  expect(await (await fetch(url)).text()).toBe('kept')
  const before = fingerprint(second.context.world)
  writeMessage(second.context, { personId: ADA, channelId: PICTURES, content: 'more', uploads: [] })
  expect(fingerprint(second.context.world)).not.toBe(before)
  await second.close()
  expect(saves).toBe(2)
})

test('bytes that are not ours are refused', async () => {
  const history = { load: async () => new Uint8Array([255, 15, 34, 1, 97]), save: async () => {} }
  await expect(createLocalDiscord({ page: false, history })).rejects.toThrow('expected object')
})

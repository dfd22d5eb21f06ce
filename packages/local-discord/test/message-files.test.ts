import { describe, expect, test } from 'vitest'
import type { TestDiscord } from '#src/testing/index.ts'
import { useDiscord } from '#src/testing/vitest.ts'
import { call, faultsOf, multipart } from './use-example-bot.ts'

const start = useDiscord()
const MIB = 1024 * 1024
const HOUR = 60 * 60_000

const messagesPath = (discord: TestDiscord) => `/channels/${discord.channel('#general').id}/messages`
const send = (discord: TestDiscord, body: unknown) => call(discord, 'POST', messagesPath(discord), body)
const idOf = (body: unknown) => String((body as { id: unknown }).id)

describe('files', () => {
  const bytes = (size: number) => new Uint8Array(size)

  test('a file over the limit, and a request over 25 MiB, are too large', async () => {
    const discord = await start()
    const big = multipart({}, [{ name: 'big.bin', bytes: bytes(10 * MIB + 1) }])
    expect(await send(discord, big)).toMatchObject({ status: 413, code: 40005 })
    const three = ['a', 'b', 'c'].map((name) => ({ name, bytes: bytes(9 * MIB) }))
    expect(await send(discord, multipart({}, three))).toMatchObject({ status: 413, code: 40005 })
    expect(await send(discord, multipart({}, three.slice(1)))).toMatchObject({ status: 200 })
  })

  test('a body without a length is counted while it is read', async () => {
    const discord = await start()
    const body = new ReadableStream({
      start(controller) {
        for (let sent = 0; sent < 26; sent += 1) controller.enqueue(bytes(MIB))
        controller.close()
      },
    })
    const response = await fetch(`${discord.apiUrl}/v10${messagesPath(discord)}`, {
      method: 'POST',
      headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit)
    expect(response.status).toBe(413)
  })

  test('eleven files are one too many', async () => {
    const discord = await start()
    const files = Array.from({ length: 11 }, (_, index) => ({ name: `${index}.txt`, bytes: bytes(1) }))
    const answer = await send(discord, multipart({}, files))
    expect(faultsOf(answer.body)).toEqual(['attachments: BASE_TYPE_MAX_LENGTH'])
    expect(await send(discord, multipart({}, files.slice(1)))).toMatchObject({ status: 200 })
  })

  test('an edit keeps the files it names, adds new ones, and removes the rest', async () => {
    const discord = await start()
    const files = [
      { name: 'a.txt', bytes: bytes(1) },
      { name: 'b.txt', bytes: bytes(2) },
    ]
    const made = await send(discord, multipart({ content: 'x' }, files))
    const path = `${messagesPath(discord)}/${idOf(made.body)}`
    const names = () => discord.messages('#general')[0]?.raw.attachments.map(({ filename }) => filename)
    await call(discord, 'PATCH', path, { content: 'y' })
    expect(names()).toEqual(['a.txt', 'b.txt'])
    const kept = discord.messages('#general')[0]?.raw.attachments[1]?.id
    await call(
      discord,
      'PATCH',
      path,
      multipart({ attachments: [{ id: kept }, { id: '0' }] }, [{ name: 'c.txt', bytes: bytes(3) }]),
    )
    expect(names()).toEqual(['b.txt', 'c.txt'])
    await call(discord, 'PATCH', path, { attachments: [] })
    expect(names()).toEqual([])
  })

  test('links expire after a day, and cannot be forged', async () => {
    const discord = await start()
    await send(discord, multipart({}, [{ name: 'a.txt', bytes: new TextEncoder().encode('hello') }]))
    const [attachment] = (await discord.messages('#general')[0]?.attachments()) ?? []
    const url = new URL(attachment?.url ?? '')
    expect(await (await fetch(url)).text()).toBe('hello')
    const forged = new URL(url)
    forged.searchParams.set('ex', 'ffffffff')
    expect((await fetch(forged)).status).toBe(404)
    await discord.clock.advance(24 * HOUR)
    expect((await fetch(url)).status).toBe(404)
    // A message read again has fresh links.
    expect(await discord.messages('#general')[0]?.attachments()).toHaveLength(1)
  })
})

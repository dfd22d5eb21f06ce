import { MessageFlags, PermissionFlagsBits } from 'discord.js'
import { describe, expect, test } from 'vitest'
import type { TestDiscord } from '#test/discord/index.ts'
import { useDiscord } from '#test/discord/index.ts'
import { call, faultsOf, multipart } from './scene.ts'

const start = useDiscord()
const MIB = 1024 * 1024
const HOUR = 60 * 60_000

const pictures = (discord: TestDiscord) => `/channels/${discord.channel('#pictures').id}/messages`
const send = (discord: TestDiscord, body: unknown) => call(discord, 'POST', pictures(discord), body)
const idOf = (body: unknown) => String((body as { id: unknown }).id)

describe('content', () => {
  test.each([
    ['nothing at all', {}, 50006, []],
    ['only blanks', { content: '  \n' }, 50006, []],
    ['2,001 characters', { content: 'x'.repeat(2001) }, 50035, ['content: BASE_TYPE_MAX_LENGTH']],
    ['a number for text', { content: 5 }, 50035, ['content: BASE_TYPE_CONVERT']],
    ['a nonce of 26 characters', { content: 'x', nonce: 'n'.repeat(26) }, 50035, ['nonce: BASE_TYPE_MAX_LENGTH']],
    ['11 embeds', { embeds: Array(11).fill({ title: 't' }) }, 50035, ['embeds: BASE_TYPE_MAX_LENGTH']],
    ['a long title', { embeds: [{ title: 't'.repeat(257) }] }, 50035, ['embeds.0.title: BASE_TYPE_MAX_LENGTH']],
    [
      'a long description',
      { embeds: [{ description: 't'.repeat(4097) }] },
      50035,
      ['embeds.0.description: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      '26 fields',
      { embeds: [{ fields: Array(26).fill({ name: 'n', value: 'v' }) }] },
      50035,
      ['embeds.0.fields: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a field without a value',
      { embeds: [{ fields: [{ name: 'n' }] }] },
      50035,
      ['embeds.0.fields.0.value: BASE_TYPE_REQUIRED'],
    ],
    [
      'a long footer',
      { embeds: [{ title: 't', footer: { text: 'f'.repeat(2049) } }] },
      50035,
      ['embeds.0.footer.text: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'over 6,000 characters of embeds',
      { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] },
      50035,
      ['embeds: MAX_EMBED_SIZE_EXCEEDED'],
    ],
    ['an empty embed', { embeds: [{}] }, 50035, ['embeds.0.description: BASE_TYPE_REQUIRED']],
    [
      'an embed of a missing file',
      { embeds: [{ image: { url: 'attachment://no.png' } }] },
      50035,
      ['embeds.0.image.url: ATTACHMENT_NOT_FOUND'],
    ],
    [
      'a link of another scheme',
      { embeds: [{ title: 't', url: 'ftp://x' }] },
      50035,
      ['embeds.0.url: STRING_TYPE_REGEX'],
    ],
    [
      'a mention rule that is none',
      { content: 'x', allowed_mentions: { parse: ['all'] } },
      50035,
      ['allowed_mentions.parse.0: BASE_TYPE_CHOICES'],
    ],
    [
      'a reply to nothing',
      { content: 'x', message_reference: { message_id: '5' } },
      50035,
      ['message_reference: MESSAGE_REFERENCE_UNKNOWN_MESSAGE'],
    ],
    [
      'a file that was not sent',
      { content: 'x', attachments: [{ id: 0 }] },
      50035,
      ['attachments.0.id: ATTACHMENT_NOT_FOUND'],
    ],
  ])('%s is refused', async (_name, body, code, faults) => {
    const discord = await start()
    const answer = await send(discord, body)
    expect(answer.code).toBe(code)
    expect(faultsOf(answer.body)).toEqual(faults)
    expect(discord.messages('#pictures')).toEqual([])
  })

  test('what is just within the limits is taken', async () => {
    const discord = await start()
    const embeds = [
      { title: 't'.repeat(256), description: 'x'.repeat(4096) },
      { description: 'x'.repeat(6000 - 4096 - 256) },
    ]
    expect(await send(discord, { content: 'x'.repeat(2000), embeds })).toMatchObject({ status: 200 })
  })

  test('invalid JSON, another content type, and no token', async () => {
    const discord = await start()
    const post = (headers: Record<string, string>, body: string) =>
      fetch(`${discord.apiUrl}/v10${pictures(discord)}`, { method: 'POST', headers, body })
    const authorization = `Bot ${discord.token}`
    const broken = await post({ authorization, 'content-type': 'application/json' }, '{')
    expect(await broken.json()).toMatchObject({ code: 50109 })
    const odd = await post({ authorization, 'content-type': 'text/plain' }, 'x')
    expect(await odd.json()).toMatchObject({ code: 50035 })
    const stranger = await call(discord, 'POST', pictures(discord), { content: 'x' }, { authorization: 'Bot wrong' })
    expect(stranger).toMatchObject({ status: 401, code: 0 })
  })

  test('an address that Discord does not have is answered with 404 and held against the bot', async () => {
    const discord = await start()
    expect(await call(discord, 'GET', '/nowhere')).toMatchObject({
      status: 404,
      body: { message: '404: Not Found', code: 0 },
    })
    expect(discord.violations()).toEqual(['GET /nowhere is not an address that this Discord knows'])
    discord.forget()
  })
})

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

  test('a body that does not say its length is counted while it is read', async () => {
    const discord = await start()
    const body = new ReadableStream({
      start(controller) {
        for (let sent = 0; sent < 26; sent += 1) controller.enqueue(bytes(MIB))
        controller.close()
      },
    })
    const response = await fetch(`${discord.apiUrl}/v10${pictures(discord)}`, {
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

  test('an edit keeps the files it names, adds what it brings, and drops the rest', async () => {
    const discord = await start()
    const files = [
      { name: 'a.txt', bytes: bytes(1) },
      { name: 'b.txt', bytes: bytes(2) },
    ]
    const made = await send(discord, multipart({ content: 'x' }, files))
    const path = `${pictures(discord)}/${idOf(made.body)}`
    const names = () => discord.messages('#pictures')[0]?.raw.attachments.map(({ filename }) => filename)
    await call(discord, 'PATCH', path, { content: 'y' })
    expect(names()).toEqual(['a.txt', 'b.txt'])
    const kept = discord.messages('#pictures')[0]?.raw.attachments[1]?.id
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

  test('links end after a day, and cannot be made up', async () => {
    const discord = await start()
    await send(discord, multipart({}, [{ name: 'a.txt', bytes: new TextEncoder().encode('hello') }]))
    const [attachment] = (await discord.messages('#pictures')[0]?.attachments()) ?? []
    const url = new URL(attachment?.url ?? '')
    expect(await (await fetch(url)).text()).toBe('hello')
    const forged = new URL(url)
    forged.searchParams.set('ex', 'ffffffff')
    expect((await fetch(forged)).status).toBe(404)
    await discord.clock.advance(24 * HOUR)
    expect((await fetch(url)).status).toBe(404)
    // A message read again has fresh links.
    expect(await discord.messages('#pictures')[0]?.attachments()).toHaveLength(1)
  })
})

describe('sending and editing', () => {
  test('a nonce that is enforced makes a message once', async () => {
    const discord = await start()
    const body = { content: 'once', nonce: 'n1', enforce_nonce: true }
    const [first, second] = [await send(discord, body), await send(discord, { ...body, content: 'twice' })]
    expect(idOf(second.body)).toBe(idOf(first.body))
    await discord.clock.advance(6 * 60_000)
    expect(idOf((await send(discord, body)).body)).not.toBe(idOf(first.body))
    expect(await send(discord, { content: 'x', nonce: 'n1' })).toMatchObject({ status: 200 })
  })

  test('a reply shows what it answers', async () => {
    const discord = await start()
    const first = await send(discord, { content: 'question' })
    const reply = await send(discord, { content: 'answer', message_reference: { message_id: idOf(first.body) } })
    expect(reply.body).toMatchObject({ type: 19, referenced_message: { content: 'question' } })
    const lenient = { content: 'x', message_reference: { message_id: '5', fail_if_not_exists: false } }
    expect((await send(discord, lenient)).body).toMatchObject({ type: 0 })
  })

  test('a flag of Components V2 cannot be taken away again', async () => {
    const discord = await start()
    const made = await send(discord, { flags: MessageFlags.IsComponentsV2, components: [{ type: 10, content: 'x' }] })
    const path = `${pictures(discord)}/${idOf(made.body)}`
    const answer = await call(discord, 'PATCH', path, { flags: 0, content: 'x' })
    expect(faultsOf(answer.body)).toEqual(['flags: MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG'])
    const content = await call(discord, 'PATCH', path, { content: 'x' })
    expect(faultsOf(content.body)).toEqual(['content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'])
  })

  test('a message becomes V2 only when it gives up its old content', async () => {
    const discord = await start()
    const path = `${pictures(discord)}/${idOf((await send(discord, { content: 'old' })).body)}`
    const edit = { flags: MessageFlags.IsComponentsV2, components: [{ type: 10, content: 'x' }] }
    expect(faultsOf((await call(discord, 'PATCH', path, edit)).body)).toEqual([
      'content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ])
    expect(await call(discord, 'PATCH', path, { ...edit, content: null })).toMatchObject({ status: 200 })
  })

  test('a message of over an hour takes ten edits an hour', async () => {
    const discord = await start()
    const path = `${pictures(discord)}/${idOf((await send(discord, { content: '0' })).body)}`
    const edit = (content: string) => call(discord, 'PATCH', path, { content })
    for (let count = 0; count < 20; count += 1) expect(await edit(`young ${count}`)).toMatchObject({ status: 200 })
    await discord.clock.advance(HOUR + 1)
    for (let count = 0; count < 10; count += 1) expect(await edit(`old ${count}`)).toMatchObject({ status: 200 })
    const refused = await edit('too often')
    expect(refused).toMatchObject({ status: 429, code: 30046, body: { retry_after: 3600, global: false } })
    expect(refused.headers.get('retry-after')).toBe('3600')
    await discord.clock.advance(HOUR)
    expect(await edit('again')).toMatchObject({ status: 200 })
  })

  test('only its author edits a message; a moderator may delete it', async () => {
    const discord = await start()
    const { id } = discord.person('Ben').in('#pictures').say('mine')
    expect(await call(discord, 'PATCH', `${pictures(discord)}/${id}`, { content: 'x' })).toMatchObject({
      status: 403,
      code: 50005,
    })
    expect(await call(discord, 'DELETE', `${pictures(discord)}/${id}`)).toMatchObject({ status: 204 })
    expect(await call(discord, 'GET', `${pictures(discord)}/${id}`)).toMatchObject({ status: 404, code: 10008 })
  })

  test('history is given newest first, in pages', async () => {
    const discord = await start()
    const ids: string[] = []
    for (const content of ['a', 'b', 'c', 'd']) ids.push(idOf((await send(discord, { content })).body))
    const read = async (query: string) =>
      ((await call(discord, 'GET', `${pictures(discord)}?${query}`)).body as { content: string }[]).map(
        ({ content }) => content,
      )
    expect(await read('limit=2')).toEqual(['d', 'c'])
    expect(await read(`limit=2&before=${ids[2]}`)).toEqual(['b', 'a'])
    expect(await read(`limit=2&after=${ids[0]}`)).toEqual(['c', 'b'])
    expect(await read(`limit=3&around=${ids[1]}`)).toEqual(['c', 'b', 'a'])
    expect(await call(discord, 'GET', `${pictures(discord)}?limit=101`)).toMatchObject({ code: 50035 })
    const gone = await call(discord, 'POST', `${pictures(discord)}/bulk-delete`, { messages: ids.slice(0, 2) })
    expect(gone.status).toBe(204)
    expect(
      await call(discord, 'POST', `${pictures(discord)}/bulk-delete`, { messages: ids.slice(2, 3) }),
    ).toMatchObject({ code: 50016 })
    await discord.clock.advance(15 * 24 * HOUR)
    expect(await call(discord, 'POST', `${pictures(discord)}/bulk-delete`, { messages: ids.slice(2) })).toMatchObject({
      code: 50034,
    })
  })
})

describe('permissions', () => {
  test('a channel that the bot cannot see, cannot write to, or cannot send files to', async () => {
    const discord = await start()
    const channel = discord.channel('#pictures')
    const deny = (bits: bigint) => {
      channel.overwrites = [{ id: discord.applicationId, type: 1, allow: 0n, deny: bits }]
    }
    deny(PermissionFlagsBits.AttachFiles)
    const withFile = () => send(discord, multipart({}, [{ name: 'a', bytes: new Uint8Array(1) }]))
    expect(await withFile()).toMatchObject({ status: 403, code: 50013 })
    expect(await send(discord, { content: 'x' })).toMatchObject({ status: 200 })
    deny(PermissionFlagsBits.SendMessages)
    expect(await send(discord, { content: 'x' })).toMatchObject({ status: 403, code: 50013 })
    deny(PermissionFlagsBits.ViewChannel)
    expect(await send(discord, { content: 'x' })).toMatchObject({ status: 403, code: 50001 })
    expect(await call(discord, 'POST', '/channels/5/messages', { content: 'x' })).toMatchObject({
      status: 404,
      code: 10003,
    })
  })

  test('people cannot see or write where they may not', async () => {
    const discord = await start()
    const [ada, ben] = [discord.person('Ada'), discord.person('Ben')]
    discord.channel('#pictures').overwrites = [
      { id: ben.id, type: 1, allow: 0n, deny: PermissionFlagsBits.ViewChannel },
    ]
    ada.in('#pictures').say('secret')
    expect(ben.in('#pictures').messages()).toEqual([])
    expect(() => ben.in('#pictures').say('hello')).toThrow('permission')
  })
})

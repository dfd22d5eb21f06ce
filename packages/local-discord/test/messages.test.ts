import { MessageFlags, PermissionFlagsBits } from 'discord.js'
import { describe, expect, test } from 'vitest'
import type { TestDiscord } from '#src/testing/index.ts'
import { useDiscord } from '#src/testing/vitest.ts'
import { call, faultsOf, multipart } from './use-example-bot.ts'

const start = useDiscord()
const HOUR = 60 * 60_000

const messagesPath = (discord: TestDiscord) => `/channels/${discord.channel('#general').id}/messages`
const send = (discord: TestDiscord, body: unknown) => call(discord, 'POST', messagesPath(discord), body)
const idOf = (body: unknown) => String((body as { id: unknown }).id)

describe('sending and editing', () => {
  test('an enforced nonce creates a message only once', async () => {
    const discord = await start()
    const body = { content: 'once', nonce: 'n1', enforce_nonce: true }
    const [first, second] = [await send(discord, body), await send(discord, { ...body, content: 'twice' })]
    expect(idOf(second.body)).toBe(idOf(first.body))
    await discord.clock.advance(6 * 60_000)
    expect(idOf((await send(discord, body)).body)).not.toBe(idOf(first.body))
    expect(await send(discord, { content: 'x', nonce: 'n1' })).toMatchObject({ status: 200 })
  })

  test('a reply refers to its message', async () => {
    const discord = await start()
    const first = await send(discord, { content: 'question' })
    const reply = await send(discord, { content: 'answer', message_reference: { message_id: idOf(first.body) } })
    expect(reply.body).toMatchObject({ type: 19, referenced_message: { content: 'question' } })
    const lenient = { content: 'x', message_reference: { message_id: '5', fail_if_not_exists: false } }
    expect((await send(discord, lenient)).body).toMatchObject({ type: 0 })
  })

  test('the Components V2 flag cannot be removed', async () => {
    const discord = await start()
    const made = await send(discord, { flags: MessageFlags.IsComponentsV2, components: [{ type: 10, content: 'x' }] })
    const path = `${messagesPath(discord)}/${idOf(made.body)}`
    const answer = await call(discord, 'PATCH', path, { flags: 0, content: 'x' })
    expect(faultsOf(answer.body)).toEqual(['flags: MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG'])
    const content = await call(discord, 'PATCH', path, { content: 'x' })
    expect(faultsOf(content.body)).toEqual(['content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'])
  })

  test('a message becomes V2 only if its old content is removed', async () => {
    const discord = await start()
    const path = `${messagesPath(discord)}/${idOf((await send(discord, { content: 'old' })).body)}`
    const edit = { flags: MessageFlags.IsComponentsV2, components: [{ type: 10, content: 'x' }] }
    expect(faultsOf((await call(discord, 'PATCH', path, edit)).body)).toEqual([
      'content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ])
    expect(await call(discord, 'PATCH', path, { ...edit, content: null })).toMatchObject({ status: 200 })
  })

  test('a message older than an hour accepts ten edits an hour', async () => {
    const discord = await start()
    const path = `${messagesPath(discord)}/${idOf((await send(discord, { content: '0' })).body)}`
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
    const { id } = discord.person('Ben').in('#general').say('mine')
    expect(await call(discord, 'PATCH', `${messagesPath(discord)}/${id}`, { content: 'x' })).toMatchObject({
      status: 403,
      code: 50005,
    })
    expect(await call(discord, 'DELETE', `${messagesPath(discord)}/${id}`)).toMatchObject({ status: 204 })
    expect(await call(discord, 'GET', `${messagesPath(discord)}/${id}`)).toMatchObject({ status: 404, code: 10008 })
  })

  test('history is returned newest first, in pages', async () => {
    const discord = await start()
    const ids: string[] = []
    for (const content of ['a', 'b', 'c', 'd']) ids.push(idOf((await send(discord, { content })).body))
    const read = async (query: string) =>
      ((await call(discord, 'GET', `${messagesPath(discord)}?${query}`)).body as { content: string }[]).map(
        ({ content }) => content,
      )
    expect(await read('limit=2')).toEqual(['d', 'c'])
    expect(await read(`limit=2&before=${ids[2]}`)).toEqual(['b', 'a'])
    expect(await read(`limit=2&after=${ids[0]}`)).toEqual(['c', 'b'])
    expect(await read(`limit=3&around=${ids[1]}`)).toEqual(['c', 'b', 'a'])
    expect(await call(discord, 'GET', `${messagesPath(discord)}?limit=101`)).toMatchObject({ code: 50035 })
    const gone = await call(discord, 'POST', `${messagesPath(discord)}/bulk-delete`, { messages: ids.slice(0, 2) })
    expect(gone.status).toBe(204)
    expect(
      await call(discord, 'POST', `${messagesPath(discord)}/bulk-delete`, { messages: ids.slice(2, 3) }),
    ).toMatchObject({ code: 50016 })
    await discord.clock.advance(15 * 24 * HOUR)
    expect(
      await call(discord, 'POST', `${messagesPath(discord)}/bulk-delete`, { messages: ids.slice(2) }),
    ).toMatchObject({
      code: 50034,
    })
  })
})

describe('permissions', () => {
  test('a channel that the bot cannot see, cannot write to, or cannot send files to', async () => {
    const discord = await start()
    const channel = discord.channel('#general')
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
    discord.channel('#general').overwrites = [{ id: ben.id, type: 1, allow: 0n, deny: PermissionFlagsBits.ViewChannel }]
    ada.in('#general').say('secret')
    expect(ben.in('#general').messages()).toEqual([])
    expect(() => ben.in('#general').say('hello')).toThrow('permission')
  })
})

import { describe, expect, test } from 'vitest'
import type { TestDiscord } from '#src/testing/index.ts'
import { useDiscord } from '#src/testing/vitest.ts'
import { call, faultsOf } from './use-example-bot.ts'

const start = useDiscord()

const messagesPath = (discord: TestDiscord) => `/channels/${discord.channel('#general').id}/messages`
const send = (discord: TestDiscord, body: unknown) => call(discord, 'POST', messagesPath(discord), body)

describe('content', () => {
  test.each([
    ['nothing at all', {}, 50006, []],
    ['only blanks', { content: '  \n' }, 50006, []],
    ['2,001 characters', { content: 'x'.repeat(2001) }, 50035, ['content: BASE_TYPE_MAX_LENGTH']],
    ['a number for text', { content: 5 }, 50035, ['content: BASE_TYPE_CONVERT']],
    ['a nonce of 26 characters', { content: 'x', nonce: 'n'.repeat(26) }, 50035, ['nonce: BASE_TYPE_MAX_LENGTH']],
    [
      '11 embeds',
      { embeds: Array.from({ length: 11 }, () => ({ title: 't' })) },
      50035,
      ['embeds: BASE_TYPE_MAX_LENGTH'],
    ],
    ['a long title', { embeds: [{ title: 't'.repeat(257) }] }, 50035, ['embeds.0.title: BASE_TYPE_MAX_LENGTH']],
    [
      'a long description',
      { embeds: [{ description: 't'.repeat(4097) }] },
      50035,
      ['embeds.0.description: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      '26 fields',
      { embeds: [{ fields: Array.from({ length: 26 }, () => ({ name: 'n', value: 'v' })) }] },
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
    expect(discord.messages('#general')).toEqual([])
  })

  test('content just within the limits is accepted', async () => {
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
      fetch(`${discord.apiUrl}/v10${messagesPath(discord)}`, { method: 'POST', headers, body })
    const authorization = `Bot ${discord.token}`
    const broken = await post({ authorization, 'content-type': 'application/json' }, '{')
    expect(await broken.json()).toMatchObject({ code: 50109 })
    const odd = await post({ authorization, 'content-type': 'text/plain' }, 'x')
    expect(await odd.json()).toMatchObject({ code: 50035 })
    const stranger = await call(
      discord,
      'POST',
      messagesPath(discord),
      { content: 'x' },
      { authorization: 'Bot wrong' },
    )
    expect(stranger).toMatchObject({ status: 401, code: 0 })
  })

  test('an unknown route is answered with 404 and recorded as a violation', async () => {
    const discord = await start()
    expect(await call(discord, 'GET', '/nowhere')).toMatchObject({
      status: 404,
      body: { message: '404: Not Found', code: 0 },
    })
    expect(discord.violations()).toEqual(['GET /nowhere is not an address that this Discord knows'])
    discord.forget()
  })
})

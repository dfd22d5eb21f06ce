import { describe, expect, it } from 'vitest'
import { createLog } from '#src/log/create-log.ts'

const token = 'aW50ZXJhY3Rpb246MTIzNDU2.abc-DEF_ghi'
const bot = 'MTIzNDU2Nzg5.Gabcde.abcdefghijklmnop'

function logged(write: (log: ReturnType<typeof createLog>) => void, format: 'json' | 'text' = 'json'): string {
  let text = ''
  write(createLog({ level: 'trace', format, secrets: [bot], destination: { write: (line) => void (text += line) } }))
  return text
}

describe('the log', () => {
  it('contains no interaction token of a URL, wherever it occurs', () => {
    const error = Object.assign(new Error(`PATCH /webhooks/42/${token}/messages/@original failed`), {
      url: `https://discord.com/api/v10/webhooks/42/${token}/messages/@original`,
      requestBody: { json: { token } },
      code: 50_027,
    })
    const text = logged((log) => {
      log.warn({ err: error }, 'refused')
      log.info({ path: `/interactions/42/${token}/callback` }, `POST /api/v10/interactions/42/${token}/callback?x=1`)
    })
    expect(text).toContain('50027')
    expect(text).not.toContain(token)
  })

  it('contains neither the bot token nor a field named token', () => {
    const text = logged((log) => {
      log.info({ token, headers: { authorization: `Bot ${bot}` } }, `logging in with ${bot}`)
    })
    expect(text).toContain('logging in with [secret]')
    expect(text).not.toContain(token)
    expect(text).not.toContain(bot)
  })

  it('contains neither query nor password of a URL, wherever it occurs', () => {
    const addresses = [
      'https://cdn.discordapp.com/attachments/1/2/fox.png?ex=68&is=67&hm=SECRET&',
      'https://example.com/fox.png#SECRET',
      'http://user:SECRET@example.com/fox.png',
      'wss://gateway.discord.gg/?session=SECRET',
      'https://images-ext-1.discordapp.net/external/abc/%3Fsig%3DSECRET/https/example.com/fox.png',
    ]
    for (const address of addresses) {
      const text = logged((log) => {
        log.info({ url: address, nested: [{ address }] }, `GET ${address} failed`)
        log.error({ err: new Error(`GET ${address}`, { cause: new TypeError(`(${address}) is gone`) }) }, 'an incident')
      })
      expect(text).not.toContain('SECRET')
      expect(
        text
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown),
      ).toHaveLength(2)
    }
    const [first = ''] = addresses
    expect(logged((log) => log.info(`GET ${first} failed`))).toContain(
      'GET https://cdn.discordapp.com/attachments/1/2/fox.png?[secret] failed',
    )
  })

  it('contains an error with its cause', () => {
    const error = new Error('cannot deliver', { cause: new Error('socket closed') })
    const text = logged((log) => log.error({ err: error }, 'an incident'))
    expect(text).toContain('cannot deliver')
    expect(text).toContain('socket closed')
  })
})

describe('the log in text form', () => {
  it('has one short line for each entry, with time, level and facts', () => {
    const text = logged((log) => {
      log.info({ engine: 42, line: 'two words' }, 'loaded')
      log.warn({ err: new Error('socket closed'), why: 'x'.repeat(500) }, 'a delivery was refused')
      log.info('found\u001b[31m\nnothing')
    }, 'text')
    const [first = '', second = '', third = '', ...rest] = text.split('\n')
    expect(first).toMatch(/^\d\d:\d\d:\d\d info {2}loaded engine=42 line="two words"$/)
    expect(second).toMatch(/^\d\d:\d\d:\d\d warn {2}a delivery was refused: socket closed why=x+…$/)
    expect(second.length).toBeLessThan(230)
    expect(third).toMatch(/ info {2}found \[31m nothing$/)
    expect(rest).toEqual([''])
  })

  it('has the stacks of a defect and its cause below the line', () => {
    const error = new Error('cannot deliver', { cause: new Error('socket closed') })
    const text = logged((log) => log.error({ incident: 'abc', err: error }, 'an incident'), 'text')
    expect(text).toMatch(/^\S+ ERROR an incident: cannot deliver incident=abc\nError: cannot deliver\n +at /)
    expect(text).toMatch(/\ncaused by Error: socket closed\n +at /)
  })

  it('contains no secret either', () => {
    const text = logged((log) => {
      log.info({ token }, `logging in with ${bot}`)
      log.error({ err: new Error(`POST /interactions/42/${token}/callback failed`) }, 'an incident')
    }, 'text')
    expect(text).toContain('logging in with [secret]')
    for (const secret of [token, bot]) expect(text).not.toContain(secret)
  })
})

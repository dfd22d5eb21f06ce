import { describe, expect, it } from 'vitest'
import { createLog } from '#src/discord/log.ts'

const token = 'aW50ZXJhY3Rpb246MTIzNDU2.abc-DEF_ghi'
const bot = 'MTIzNDU2Nzg5.Gabcde.abcdefghijklmnop'

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = ''
  write(createLog({ level: 'trace', secrets: [bot], destination: { write: (line) => void (text += line) } }))
  return text
}

describe('the log', () => {
  it('holds no interaction token of an address, wherever it stands', () => {
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

  it('holds neither the bot token nor what a field calls a token', () => {
    const text = logged((log) => {
      log.info({ token, headers: { authorization: `Bot ${bot}` } }, `logging in with ${bot}`)
    })
    expect(text).toContain('logging in with [secret]')
    expect(text).not.toContain(token)
    expect(text).not.toContain(bot)
  })

  it('tells an error with its cause', () => {
    const error = new Error('cannot deliver', { cause: new Error('socket closed') })
    const text = logged((log) => log.error({ err: error }, 'an incident'))
    expect(text).toContain('cannot deliver')
    expect(text).toContain('socket closed')
  })
})

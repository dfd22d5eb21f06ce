import { createServer } from 'node:http'
import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { UserError } from '#src/errors.ts'
import { startFault } from '#src/start-fault.ts'
import { scratchFolder } from './store/scratch.ts'

const place = { dataDir: '/srv/data', local: { host: '127.0.0.1', port: 7777 } }
const withCode = (code: string): Error => Object.assign(new Error('failed'), { code })

describe('an error that prevents the start', () => {
  it.each([
    [withCode('TokenInvalid'), 'DISCORD_TOKEN'],
    [new Error('fetch failed', { cause: withCode('ENOTFOUND') }), 'cannot be reached'],
    [withCode('UND_ERR_CONNECT_TIMEOUT'), 'cannot be reached'],
    [Object.assign(new Error('Bad Gateway'), { status: 502 }), 'Discord itself has a problem at the moment (502)'],
    [new Error('Not enough sessions remaining to spawn 1 shards; only 0 remaining; resets at …'), 'too often today'],
    [withCode('EADDRINUSE'), 'LOCAL_PORT 7777 is in use'],
    [withCode('EADDRNOTAVAIL'), 'LOCAL_HOST 127.0.0.1'],
    [withCode('ENOSPC'), 'DATA_DIR /srv/data cannot be written (ENOSPC)'],
    [Object.assign(withCode('EACCES'), { path: '/srv/data/tokens' }), 'DATA_DIR /srv/data cannot be written (EACCES)'],
    [Object.assign(withCode('EACCES'), { syscall: 'listen' }), 'LOCAL_PORT 7777 is not allowed'],
  ])('is a sentence: %s', (error, sentence) => {
    const fault = startFault(error, place)
    expect(fault).toBeInstanceOf(UserError)
    expect(String(fault)).toContain(sentence)
  })

  it('is reported unchanged if nobody can fix it', () => {
    const elsewhere = Object.assign(withCode('EACCES'), { path: '/srv/models/unet' })
    expect(startFault(elsewhere, place)).toBe(elsewhere)
    const defect = new TypeError('x is undefined')
    const known = new UserError('bad-configuration', 'Mend it.')
    expect(startFault(defect, place)).toBe(defect)
    expect(startFault(known, place)).toBe(known)
  })

  it('ends the process with that sentence and nothing else', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void taken.close())
    await once(taken, 'listening')
    const address = taken.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const bot = spawn(
      process.execPath,
      ['--import', 'tsx/esm', fileURLToPath(new URL('../src/bot.ts', import.meta.url))],
      {
        env: {
          ...process.env,
          DISCORD_TOKEN: '',
          DATA_DIR: await scratchFolder(),
          LOCAL_PORT: String(port),
          DEVICE: 'cpu',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let said = ''
    bot.stderr.on('data', (chunk) => (said += String(chunk)))
    const [code] = await once(bot, 'close')
    expect(code).toBe(1)
    expect(said).toMatch(new RegExp(`^LOCAL_PORT ${port} is in use, [^\\n]+\\n$`))
  })
})

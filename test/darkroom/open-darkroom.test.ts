import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { type DarkroomOptions, openDarkroom } from '#src/darkroom/open-darkroom.ts'
import { UserError } from '#src/errors.ts'

const program = new URL('moody-child.ts', import.meta.url)
const file = Uint8Array.of(1, 2, 3)

afterEach(() => {
  delete process.env['DARKROOM_WILL_NOT_START']
})

function open(options: Partial<DarkroomOptions> = {}) {
  const lines: string[] = []
  const write = (_: object, message: string): void => void lines.push(message)
  const darkroom = openDarkroom({ log: { info: write, warn: write, error: write }, program, ...options })
  onTestFinished(() => darkroom.close())
  /** The process that did it. */
  const look = async (name: string): Promise<number> => (await darkroom.do('look', { file, name })).width
  return { darkroom, look, lines }
}

describe('the darkroom’s process', () => {
  it('starts with the first job, does many, and is gone when the darkroom is closed', async () => {
    const { darkroom, look } = open()
    const [first = 0, ...others] = await Promise.all(['a', 'b', 'c', 'd'].map(look))
    expect(others).toEqual([first, first, first])
    await darkroom.close()
    expect(() => process.kill(first, 0)).toThrow('ESRCH')
    await expect(look('late')).rejects.toThrow('The darkroom is closed')
  })

  it('starts again when it died: who was in it is tried alone, and only the guilty one fails', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'duckrabbit-darkroom-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const { look, lines } = open()
    const before = await look('calm')
    const [guilty, unlucky, once] = await Promise.allSettled([
      look('die'),
      look('innocent'),
      look(`die once ${join(folder, 'died')}`),
    ])
    expect(guilty).toMatchObject({ status: 'rejected', reason: { name: 'UserError', code: 'darkroom-died' } })
    expect(guilty.status === 'rejected' && String(guilty.reason)).toContain('try another picture, or a smaller one')
    expect(unlucky.status).toBe('fulfilled')
    expect(once.status).toBe('fulfilled')
    expect(await look('calm')).not.toBe(before)
    expect(lines).toContain('The darkroom died')
  })

  it('is ended when a job outlasts its deadline, or when it says what nobody understands', async () => {
    const { look, lines } = open({ deadlines: { look: 0.3 }, maxDeaths: 1 })
    await expect(look('hang')).rejects.toMatchObject({ code: 'darkroom-died' })
    expect(lines).toContain('The darkroom hangs; killed')
    await expect(look('mumble')).rejects.toMatchObject({ code: 'darkroom-died' })
    expect(await look('calm')).toBeGreaterThan(0)
  })

  it('says so when it does not start at all, and starts once it can', async () => {
    process.env['DARKROOM_WILL_NOT_START'] = 'true'
    const { look } = open({ maxFailedStarts: 2 })
    const error: unknown = await look('a').catch((error: unknown) => error)
    expect(error).toBeInstanceOf(UserError)
    expect(error).toMatchObject({ code: 'darkroom-will-not-start' })
    process.env['DARKROOM_WILL_NOT_START'] = 'false'
    expect(await look('b')).toBeGreaterThan(0)
  })

  it('lets go of those who wait when it is closed', async () => {
    const { darkroom, look } = open({ atOnce: 1 })
    const left = Promise.allSettled([look('hang'), look('waits')])
    await darkroom.close()
    for (const { status } of await left) expect(status).toBe('rejected')
  })
})

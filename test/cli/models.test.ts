import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fakeTerminal } from './fake-terminal.ts'

describe('duckrabbit models', () => {
  it('lists the included models, ready to draw', async () => {
    const terminal = await fakeTerminal()
    const { code, out } = await terminal.run('models')
    expect(code).toBe(0)
    expect(out).toMatch(/^duckling \(the default\)\n {2}64 px \(.*M weights\)/)
    expect(out).toMatch(/\d+\.\d MB, licence: /)
    expect(out).toMatch(/\n {2}ready\n/)
  })

  it('lists a broken model too, with its error', async () => {
    const terminal = await fakeTerminal({ environment: { MODEL_DIR: 'mine' } })
    await mkdir(join(terminal.directory, 'mine', 'broken', 'unet'), { recursive: true })
    await writeFile(join(terminal.directory, 'mine', 'broken', 'unet', 'config.json'), '{')
    const { code, out } = await terminal.run('models')
    expect(code).toBe(0)
    expect(out).toMatch(/^broken\n {2}cannot draw: .+\n/)
    expect(out).toContain('\nduckling (the default)\n')
  })

  it('says where it searched in vain, and that the chosen model does not exist', async () => {
    const terminal = await fakeTerminal({ environment: { MODEL_DIR: 'nowhere', MODEL: 'IF' } })
    const { code, out, err } = await terminal.run('models')
    expect(code).toBe(0)
    expect(err).toBe(
      `There is no model in ${join(terminal.directory, 'nowhere')}; check MODEL_DIR.\n` +
        'There is no model IF; set MODEL to one of these.\n',
    )
    expect(out).toMatch(/^duckling\n/)
  })
})

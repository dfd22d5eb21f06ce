import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'

const program = fileURLToPath(new URL('../../bin/duckrabbit.js', import.meta.url))

/** Runs the command with outputs whose readers close at the first line, like `2>&1 | head -1`. */
async function intoHead(...args: readonly string[]) {
  const directory = await mkdtemp(join(tmpdir(), 'duckrabbit-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const child = spawn(process.execPath, [program, ...args], { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] })
  const close = () => {
    child.stdout.destroy()
    child.stderr.destroy()
  }
  child.stdout.once('data', close)
  child.stderr.once('data', close)
  const code = await new Promise((resolve) => child.once('exit', resolve))
  return { directory, code }
}

describe('a command whose output pipe is closed early', () => {
  it('finishes drawing and ends without an error', { timeout: 120_000 }, async () => {
    const line = ['draw', 'generate', 'a red fox', '--size', '64', '--steps', '4', '--seed', '7', '--device', 'cpu']
    const { directory, code } = await intoHead(...line)
    expect(code).toBe(0)
    expect(await readdir(join(directory, 'out'))).toEqual(['a-red-fox-7.png'])
  })

  it('ends a list without an error', { timeout: 60_000 }, async () => {
    expect((await intoHead('models')).code).toBe(0)
  })
})

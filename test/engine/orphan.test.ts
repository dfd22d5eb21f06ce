import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { scratchFolder } from './scratch-engine.ts'

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

it('the engine ends when the bot was killed', async () => {
  const maker = fileURLToPath(new URL('orphan-maker.ts', import.meta.url))
  const bot = spawn(process.execPath, ['--import', 'tsx/esm', maker, await scratchFolder()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: bot.stdout }), 'line')
  const engine = Number(line)
  expect(lives(engine)).toBe(true)
  bot.kill('SIGKILL')
  await expect.poll(() => lives(engine), { timeout: 20_000 }).toBe(false)
})

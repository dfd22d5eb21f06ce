import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { scratchFolder } from './store/scratch.ts'

it('npm start opens the local channel, serves its health, and ends cleanly at a signal', async () => {
  const directory = fileURLToPath(new URL('..', import.meta.url))
  const bot = spawn(process.execPath, ['--import', 'tsx/esm', 'src/bot.ts'], {
    cwd: directory,
    env: { ...process.env, DISCORD_TOKEN: '', DATA_DIR: await scratchFolder(), LOCAL_PORT: '0', METRICS_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise((resolve) => bot.once('exit', (code, signal) => resolve(code ?? signal)))
  const printed: string[] = []
  bot.stderr.on('data', (text: Buffer) => printed.push(String(text)))
  for await (const line of createInterface({ input: bot.stdout })) {
    printed.push(line)
    if (line.startsWith('Duckrabbit is here:')) break
  }
  const address = (start: string): string =>
    printed.find((line) => line.startsWith(start))?.slice(start.length) ?? `nothing in ${printed.join('\n')}`
  expect((await fetch(address('Duckrabbit is here: '))).status).toBe(200)
  const metrics = address('Metrics and health: ')
  expect(await (await fetch(metrics.replace('/metrics', '/healthz'))).text()).toBe('ok\n')
  expect(await (await fetch(metrics)).text()).toContain('duckrabbit_jobs{state="waiting"} 0')
  bot.kill('SIGTERM')
  expect(await ended).toBe(0)
})

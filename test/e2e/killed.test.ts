import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { historyFile } from 'local-discord'
import { expect, it, onTestFinished } from 'vitest'
import { startBot } from '../harness/start-bot.ts'
import { scratchFolder } from '../store/scratch.ts'

it('after kill -9 the local channel has every result, and no leftover card with Cancel', async () => {
  const dataDir = await scratchFolder()
  const program = fileURLToPath(new URL('../harness/killed-bot.ts', import.meta.url))
  const first = spawn(process.execPath, ['--import', 'tsx/esm', program, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise((resolve) => first.once('exit', (_, signal) => resolve(signal)))
  for await (const line of createInterface({ input: first.stdout })) if (line === 'saved') first.kill('SIGKILL')
  expect(await gone).toBe('SIGKILL')

  const bot = await startBot({ dataDir, history: historyFile(join(dataDir, 'local-channel')) })
  onTestFinished(() => bot.stop())
  await bot.until('all to be delivered', async () => {
    const open = await bot.store.jobs.inState('waiting', 'running')
    return open.length + (await bot.store.jobs.undelivered()).length === 0
  })
  const messages = bot.discord.messages('#pictures')
  const results = messages.filter(({ buttons }) => buttons.includes('Again'))
  expect(new Set(results.map(({ text }) => /a (fox|hare)/.exec(text)?.[0]))).toEqual(new Set(['a fox', 'a hare']))
  expect(messages.filter(({ buttons }) => buttons.includes('Cancel'))).toEqual([])
  const [card] = messages.filter(({ id }) => results.every((result) => result.id !== id))
  expect(card?.text).toContain('a fox')
  expect(card?.text).toContain(results.find(({ text }) => text.includes('a fox'))?.id)
})

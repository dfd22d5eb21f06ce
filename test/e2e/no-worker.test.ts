import { Locale } from 'discord.js'
import { expect, it } from 'vitest'
import type { EngineStatus } from '#src/engine/engine.ts'
import { scriptedEngine } from '../harness/scripted-engine.ts'
import { startBot } from '../harness/start-bot.ts'

it('tells those who wait that no machine draws, and draws when one is back', async () => {
  const drawing = scriptedEngine()
  const listeners = new Set<(status: EngineStatus) => void>()
  let state: EngineStatus['state'] = 'ready'
  const engine = {
    ...drawing,
    get status() {
      return { ...drawing.status, state }
    },
    onStatus(listener: (status: EngineStatus) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    reserve: () => (state === 'ready' ? () => undefined : null),
  }
  const change = (next: EngineStatus['state']): void => {
    state = next
    for (const listener of listeners) listener(engine.status)
  }
  const bot = await startBot({ engine })
  change('absent')
  const reply = await bot.discord.person('Ben').slash('/generate', { prompt: 'a fox' })
  await reply.until(({ text }) => text.includes('No machine that draws can be reached now.'))
  const ada = bot.discord.person('Ada')
  ada.setLocale(Locale.German)
  const german = await ada.slash('/generate', { prompt: 'a hare' })
  await german.until(({ text }) => text.includes('kein Rechner erreichbar'))

  change('ready')
  await reply.until(({ buttons }) => buttons.includes('Again'))
  expect(reply.message.text).not.toContain('No machine')
  await bot.stop()
})

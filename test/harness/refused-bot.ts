import pino from 'pino'
import { runUntilStopped } from '#src/run-until-stopped.ts'
import { startBot } from './start-bot.ts'

/** A process with a bot whose token is reset while it draws. It prints `delivered` once the picture is there. */
const bot = await startBot()
bot.engine.hold(2)
const reply = await bot.discord.person('Ben').slash('/generate', { prompt: 'a fox' })
await bot.until('it to run', () => bot.engine.running === 1)
const delivered = reply.until(({ buttons }) => buttons.includes('Again')).then(() => console.log('delivered'))

runUntilStopped({
  process,
  lost: bot.bot.lost,
  async stop() {
    await bot.stop({ grace: 10_000 })
    await delivered
  },
  print: { info: console.log, error: console.error },
  log: pino({ level: 'silent' }),
})
bot.discord.faults.disconnect(4004)

import { join } from 'node:path'
import { historyFile } from 'local-discord'
import { systemClock } from '@duckrabbit/clock'
import { startBot } from './start-bot.ts'

/**
 * A process for `test/e2e/killed.test.ts` to kill: bot and local channel in one, as without a token. It prints `saved` once the
 * channel is saved with a picture that is being drawn.
 */
const [dataDir = ''] = process.argv.slice(2)
const file = historyFile(join(dataDir, 'local-channel'))
let shown = false
const history = {
  ...file,
  async save(bytes: Uint8Array): Promise<void> {
    const isShown = shown
    await file.save(bytes)
    if (isShown) console.log('saved')
  },
}
/** The channel saves itself every half minute, which is shortened here. */
const clock = {
  ...systemClock,
  after: (delay: number, task: () => void) => systemClock.after(delay === 30_000 ? 500 : delay, task),
}
const bot = await startBot({ dataDir, history, clock })
bot.engine.hold(2)
const reply = await bot.discord.person('Ben').in('#pictures').slash('/generate', { prompt: 'a fox', seed: 5 })
await reply.until(({ text, buttons }) => text.includes('step 1') && buttons.includes('Cancel'))
// The second job is stored before its card shows, so the kill cannot come first.
const second = await bot.discord.person('Chidi').in('#pictures').slash('/generate', { prompt: 'a hare' })
await second.until(({ text }) => text.includes('a hare'))
shown = true
// A further message, so that there is something to save again.
bot.discord.person('Chidi').in('#pictures').say('I can hardly wait.')

import { afterAll, afterEach, beforeAll } from 'vitest'
import { type EmbeddedEngine, embeddedEngine } from './embedded-engine.ts'
import { startBot, type TestBot, type TestBotOptions } from './start-bot.ts'

/** Starts one bot for all tests of a file, and stops it after the last one. */
export function useBot(options: TestBotOptions = {}): TestBot {
  let running: TestBot | undefined
  beforeAll(async () => {
    running = await startBot(options)
  })
  afterAll(() => running?.stop())
  return latest(() => running)
}

/** Lets each test of a file start a bot of its own, which is stopped after the test. `bot` is the one started last. */
export function useBots(): { readonly bot: TestBot; start(options?: TestBotOptions): Promise<void> } {
  let running: TestBot | undefined
  afterEach(async () => {
    const last = running
    // A test that starts no bot must not stop that of the test before it again.
    running = undefined
    await last?.stop()
  })
  return {
    bot: latest(() => running),
    async start(options = {}) {
      running = await startBot(options)
    },
  }
}

/** Starts one bot with the included model for all tests of a file. `backend`: as in `EmbeddedEngine.open`. */
export function useEmbeddedBot(backend?: string): { readonly bot: TestBot; readonly engine: () => EmbeddedEngine } {
  let engine: EmbeddedEngine | undefined
  let running: TestBot | undefined
  beforeAll(async () => {
    const opened = await embeddedEngine()
    engine = opened
    running = await startBot({ openEngine: () => opened.open(backend) })
  })
  afterAll(async () => {
    await running?.stop()
    await engine?.remove()
  })
  return { bot: latest(() => running), engine: () => started(engine) }
}

/** Stands for a bot that does not run yet when a file's tests are declared. */
function latest(bot: () => TestBot | undefined): TestBot {
  return new Proxy({} as TestBot, {
    get(_, name) {
      return Reflect.get(started(bot()), name)
    },
  })
}

function started<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('no bot was started')
  return value
}

import { setTimeout as sleep } from 'node:timers/promises'
import { act, examplePicture } from './actions.ts'
import { startBotProcess } from './bot-control.ts'
import { addCrowd } from './crowd.ts'
import { checkData } from './data-check.ts'
import { acknowledgement, atRest, finding, freeEventLoop, growth, quickAcknowledgements, settled } from './measure.ts'
import { openEnvironment, type Part } from './part.ts'
import { seenResults } from './seen-results.ts'

/** Every command, button, form and cancellation, for a long time. */
export const mixed: Part = {
  describe: ({ minutes, rate }) => `${minutes} minutes of mixed use at ${rate} a second from 100 people in 20 servers`,
  async run({ minutes, rate, random, print }) {
    const { discord, dataDir, logFile } = await openEnvironment()
    const crowd = addCrowd(discord, { people: 100, servers: 20 })
    const bot = await startBotProcess({ discord, dataDir, logFile })
    const picture = await examplePicture()
    const times: number[] = []
    let started = 0
    let unanswered = 0
    let violations = 0
    const pending = new Set<Promise<void>>()

    async function one(): Promise<void> {
      const since = performance.now()
      const reply = await act(random.pick(crowd), random, picture).catch(() => undefined)
      // There was nothing to press, because the message is gone.
      if (reply === undefined) return
      started += 1
      const time = await acknowledgement(reply, since)
      if (time === null) unanswered += 1
      else times.push(time)
    }
    /** Often, and a few at a time. Kept until the end, the files of half an hour would fill the memory. */
    function checkExchanges(): void {
      violations += discord.violations().length
      discord.forget()
    }
    async function use(seconds: number): Promise<void> {
      const end = performance.now() + seconds * 1000
      while (performance.now() < end) {
        const task = one().finally(() => pending.delete(task))
        pending.add(task)
        checkExchanges()
        await sleep(1000 / rate)
      }
      await Promise.all(pending)
    }

    // Fills the caches and loads everything that is loaded once before the first measurement.
    await use(Math.min(30, minutes * 12))
    await settled(bot, 120)
    const before = await atRest(bot)
    bot.reset()
    print(`before: ${JSON.stringify(before)}`)
    times.length = 0
    started = 0
    unanswered = 0
    await use(minutes * 60)
    const isSettled = await settled(bot, 120)
    const after = await atRest(bot)
    print(`after: ${JSON.stringify(after)}`)
    await bot.stop()
    const { findings, jobs } = await checkData(dataDir)
    const twice = [...seenResults(discord).values()].filter((count) => count > 1).length
    checkExchanges()
    await discord.stop()
    return [
      finding(
        'nothing is lost',
        unanswered === 0 && isSettled,
        `${started} uses, ${unanswered} without an answer; ${jobs.length} jobs`,
      ),
      quickAcknowledgements(times),
      freeEventLoop(after),
      finding('each result is seen once', twice === 0, `${twice} seen twice`),
      finding('requests keep to Discord’s description of its API', violations === 0, `${violations} violations`),
      ...findings,
      ...growth(before, after),
    ]
  },
}

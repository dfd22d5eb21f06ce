import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Reply } from 'local-discord/testing'
import { act, examplePicture } from './actions.ts'
import { startBotProcess } from './bot-control.ts'
import { addCrowd, type Member } from './crowd.ts'
import { checkData } from './data-check.ts'
import {
  acknowledgement,
  atRest,
  finding,
  type Finding,
  freeEventLoop,
  growth,
  megabytes,
  quickAcknowledgements,
  settled,
} from './measure.ts'
import { type CampaignEnvironment, openEnvironment, type Part, type PartOptions } from './part.ts'
import { seenResults } from './seen-results.ts'

/** Seconds in which at least one job ends while jobs are open. */
const patience = 60
/** Milliseconds that the campaign's own process may be blocked, which counts as time of the bot. */
const ownLimit = 1_000

/** Every command, button, menu and form, votes and cancellations, for a long time. */
export const mixed: Part = {
  describe: ({ minutes, rate }) => `${minutes} minutes of mixed use at ${rate} a second from 100 people in 20 servers`,
  async run(options) {
    const { minutes, profile, print } = options
    const environment = await openEnvironment()
    const { discord, dataDir, logFile } = environment
    const crowd = addCrowd(discord, { people: 100, servers: 20 })
    const bot = await startBotProcess({ discord, dataDir, logFile, ...(profile !== undefined && { profile }) })
    const users = await createUsers(environment, crowd, options)

    // Fills the caches and loads everything that is loaded once before the first measurement.
    await users.use(Math.min(120, minutes * 12))
    await settled(bot, patience)
    const before = await atRest(bot)
    bot.reset()
    users.reset()
    print(`before: ${JSON.stringify(before)}`)
    await users.use(minutes * 60)
    const busy = await bot.stats()
    print(`at the end: ${JSON.stringify(busy)}`)
    const isSettled = await settled(bot, patience)
    const after = await atRest(bot)
    print(`after: ${JSON.stringify(after)}`)
    await bot.stop()
    const { findings, jobs } = await checkData(dataDir)
    const twice = [...seenResults(discord).values()].filter((count) => count > 1).length
    const uses = users.findings(isSettled, `${jobs.length} jobs, ${busy.open} of them open when the use ended`)
    await discord.stop()
    return [
      ...uses,
      freeEventLoop(after),
      finding('each result is seen once', twice === 0, `${twice} seen twice`),
      ...findings,
      ...growth(before, after),
    ]
  },
}

/** The people who use the bot, and what they found. */
async function createUsers({ discord }: CampaignEnvironment, crowd: readonly Member[], { rate, random }: PartOptions) {
  const picture = await examplePicture()
  const times: number[] = []
  const unanswered: string[] = []
  let started = 0
  let seconds = 0
  let violations = 0
  const own = monitorEventLoopDelay({ resolution: 5 })
  own.enable()

  /** What somebody does, or undefined if there was nothing to do: the message is gone, or a form was not complete. */
  async function begin(): Promise<{ readonly reply: Reply; readonly since: number } | undefined> {
    for (let tries = 0; tries < 5; tries += 1) {
      const since = performance.now()
      const reply = await act(random.pick(crowd), random, picture).catch(() => undefined)
      if (reply !== undefined) return { reply, since }
    }
    return undefined
  }
  async function one(): Promise<void> {
    const begun = await begin()
    if (begun === undefined) return
    started += 1
    const time = await acknowledgement(begun.reply, begun.since)
    if (time === null) unanswered.push(new Date().toISOString())
    else times.push(time)
  }
  /** Often, and a few at a time. Kept until the end, what happens in half an hour would fill the memory. */
  function forget(): void {
    violations += discord.violations().length
    discord.forget()
    for (const { person } of crowd) person.forget()
  }
  return {
    async use(duration: number): Promise<void> {
      const pending = new Set<Promise<void>>()
      const begun = performance.now()
      for (let uses = 0; uses < duration * rate; uses += 1) {
        const task = one().finally(() => pending.delete(task))
        pending.add(task)
        forget()
        // What the campaign has fallen behind, it does not make up for at once.
        await sleep(Math.max(1, begun + ((uses + 1) * 1000) / rate - performance.now()))
      }
      await Promise.all(pending)
      seconds = (performance.now() - begun) / 1000
    },
    reset(): void {
      times.length = 0
      unanswered.length = 0
      started = 0
      own.reset()
    },
    findings(isSettled: boolean, jobs: string): readonly Finding[] {
      forget()
      const blocked = own.max / 1e6
      return [
        finding(
          'nothing is lost',
          unanswered.length === 0 && isSettled,
          `${started} uses, ${[`${unanswered.length} without an answer`, ...unanswered.slice(0, 3)].join(', ')}; ${jobs}`,
        ),
        quickAcknowledgements(times),
        finding('requests keep to Discord’s description of its API', violations === 0, `${violations} violations`),
        finding(
          'the campaign itself keeps up',
          blocked < ownLimit && started > 0.95 * seconds * rate,
          `${(started / seconds).toFixed(1)} uses a second; blocked for up to ${Math.round(blocked)} ms, heap ${megabytes(process.memoryUsage().heapUsed)}`,
        ),
      ]
    },
  }
}

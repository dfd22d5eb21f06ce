import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '@duckrabbit/clock'
import { examplePicture, startDrawing } from './actions.ts'
import { startBotProcess } from './bot-control.ts'
import { addCrowd } from './crowd.ts'
import { checkData } from './data-check.ts'
import { acknowledgement, finding, settled } from './measure.ts'
import { openEnvironment, type Part } from './part.ts'
import type { Random } from './random.ts'
import { seenResults } from './seen-results.ts'

const requests = ['POST /callback', 'PATCH @original', 'POST /messages', 'PATCH /messages'] as const
const kinds = ['500', '429', 'global 429', 'drop', 'lose the answer', 'disconnect', 'new session', 'resume'] as const

/** Discord fails in every known way, at random moments, while people use the bot. */
export const discordFaults: Part = {
  describe: ({ minutes }) =>
    `${minutes} minutes of use while Discord fails: 500, 429, dropped requests and answers, disconnects, resumes, expired tokens`,
  async run({ minutes, random, print }) {
    let shift = 0
    const clock = {
      ...systemClock,
      now: () => systemClock.now() + shift,
      monotonic: () => systemClock.monotonic() + shift,
    }
    const { discord, dataDir, logFile } = await openEnvironment({ clock })
    const crowd = addCrowd(discord, { people: 60, servers: 6 })
    const bot = await startBotProcess({ discord, dataDir, logFile })
    const picture = await examplePicture()
    const planned = new Map<string, number>()
    const answers: Promise<number | null>[] = []
    const end = performance.now() + minutes * 60_000
    let expiries = 0
    for (let turn = 0; performance.now() < end; turn += 1) {
      answers.push(acknowledgement(startDrawing(random.pick(crowd), random, picture), performance.now()))
      if (turn % 2 === 0) plan(random.pick(kinds), random)
      // A quarter of an hour passes for Discord alone: the tokens of everything that is open expire. Nothing is
      // acknowledged at this moment, since the three seconds would be over as well.
      if (turn % 60 === 59) {
        await Promise.all(answers)
        shift += 16 * 60_000
        expiries += 1
      }
      await sleep(250)
    }
    const times = await Promise.all(answers)
    const isSettled = await settled(bot, 180)
    const isRunning = bot.isRunning
    await bot.stop()
    const { findings, jobs } = await checkData(dataDir)
    const seen = seenResults(discord)
    const done = jobs.filter(({ state }) => state === 'done')
    const twice = [...seen.values()].filter((count) => count > 1).length
    const unseen = done.filter(({ id }) => !seen.has(id)).length
    const unanswered = times.filter((time) => time === null).length
    await discord.stop()
    print(`faults: ${[...planned].map(([kind, count]) => `${kind} ${count}`).join(', ')}`)
    return [
      finding(
        'the bot goes on',
        isRunning && isSettled,
        `${times.length} commands, ${unanswered} that Discord did not let it acknowledge, ${[...planned.values()].reduce((a, b) => a + b, 0)} faults, ${expiries} expiries of all tokens`,
      ),
      finding(
        'each result is seen once',
        unseen + twice === 0,
        `${done.length} done, ${unseen} unseen, ${twice} twice`,
      ),
      ...findings,
    ]

    function plan(kind: (typeof kinds)[number], { pick }: Random): void {
      planned.set(kind, (planned.get(kind) ?? 0) + 1)
      const { faults } = discord
      if (kind === '500') faults.status(pick(requests), 500)
      else if (kind === '429') faults.rateLimit(pick(requests), 0.5)
      else if (kind === 'global 429') faults.rateLimit(pick(requests), 0.5, { global: true })
      else if (kind === 'drop') faults.drop(pick(requests))
      else if (kind === 'lose the answer') faults.loseAnswer(pick(requests))
      else if (kind === 'disconnect') faults.disconnect(4000)
      else if (kind === 'new session') faults.invalidateSession()
      else faults.askToReconnect()
    }
  },
}

import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { examplePicture } from './actions.ts'
import { startBotProcess } from './bot-control.ts'
import { addCrowd } from './crowd.ts'
import { checkData } from './data-check.ts'
import { acknowledgement, atRest, finding, freeEventLoop, growth, quickAcknowledgements, settled } from './measure.ts'
import { openEnvironment, type Part } from './part.ts'
import { seenResults } from './seen-results.ts'

const people = 300
const servers = 50

/** Many commands at the same moment, every third with a file. */
export const commands: Part = {
  describe: ({ commands }) =>
    `${commands} commands at once from ${people} people in ${servers} servers, files attached`,
  async run({ commands, minutes, random, print }) {
    const { discord, dataDir, logFile } = await openEnvironment()
    const crowd = addCrowd(discord, { people, servers })
    const bot = await startBotProcess({ discord, dataDir, logFile })
    const picture = await examplePicture()
    // Loads everything that is loaded once, and lets discord.js remember each person, before the first measurement.
    for (const [index, { person, channel }] of crowd.entries()) {
      person.in(channel).start('/generate', { prompt: 'a fox', size: 64 })
      if (index % 10 === 9) await sleep(500)
    }
    await settled(bot, 120)
    const before = await atRest(bot)
    bot.reset()

    const waits: Promise<number | null>[] = []
    for (let index = 0; index < commands; index += 1) {
      // The server is in this process. It must be able to answer between two commands, as Discord is.
      await nextTurn()
      const { person, channel } = crowd[index % crowd.length] ?? random.pick(crowd)
      const since = performance.now()
      const drawing = person.in(channel)
      const reply =
        index % 3 === 0
          ? drawing.start('/edit', { prompt: 'a hare', picture, size: 64 })
          : drawing.start('/generate', { prompt: 'a fox', size: 64 })
      waits.push(acknowledgement(reply, since))
    }
    const times = await Promise.all(waits)
    const afterRush = await bot.stats()
    print(`acknowledged after ${Math.round(Math.max(...times.map((time) => time ?? 0)))} ms`)
    const isSettled = await settled(bot, minutes * 60)
    const after = await atRest(bot)
    await bot.stop()
    const answered = times.flatMap((time) => (time === null ? [] : [time]))
    const { findings, jobs } = await checkData(dataDir)
    const seen = seenResults(discord)
    const twice = [...seen.values()].filter((count) => count > 1).length
    const done = jobs.filter(({ state }) => state === 'done').length
    const refused = discord.requests().filter(({ status }) => status >= 400).length
    await discord.stop()
    return [
      finding(
        'no command is lost',
        answered.length === commands && isSettled,
        `${answered.length} of ${commands} acknowledged; ${jobs.length} jobs with those before`,
      ),
      quickAcknowledgements(answered),
      freeEventLoop(after, `, in the rush ${Math.round(afterRush.blocking.longestWork)} ms`),
      finding(
        'each result is seen once',
        twice === 0 && seen.size === done,
        `${done} done, ${seen.size} seen, ${twice} twice`,
      ),
      finding('Discord refuses nothing', refused === 0, `${refused} refused requests`),
      ...findings,
      ...growth(before, after),
      finding(
        'processor time of a command, without the networks',
        true,
        `${Math.round(((after.cpu - before.cpu) / commands) * 1000)} ms of the bot’s process`,
      ),
    ]
  },
}

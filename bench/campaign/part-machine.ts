import { setTimeout as sleep } from 'node:timers/promises'
import type { Reply } from 'local-discord/testing'
import { examplePicture, startDrawing } from './actions.ts'
import { type BotProcess, startBotProcess } from './bot-control.ts'
import { addCrowd } from './crowd.ts'
import { checkData } from './data-check.ts'
import { mountDisk } from './disk.ts'
import { limitProcesses } from './limit-processes.ts'
import { acknowledgement, finding, type Finding, settled } from './measure.ts'
import { openEnvironment, type Part } from './part.ts'
import { seenResults } from './seen-results.ts'

/** Operations a second of a slow disk. */
const operations = 10
/** Bytes of further memory where memory is short. */
const furtherMemory = 1e6
/** Seconds within which everyone must have an answer. */
const answerWithin = 30

/** The disk is full or cannot be written, the clock is set, memory is short. The bot must report each, lose nothing and recover by itself. */
export const machine: Part = {
  describe: () => 'disk full, disk read-only, disk slow, clock a day back and forward, memory short',
  async run({ random, print }) {
    const { discord, logFile } = await openEnvironment()
    const disk = mountDisk(120)
    const crowd = addCrowd(discord, { people: 20, servers: 2 })
    const picture = await examplePicture()
    const findings: Finding[] = []
    let bot: BotProcess | undefined
    try {
      const started = (bot = await startBotProcess({ discord, dataDir: disk.folder, logFile, heapMegabytes: 160 }))
      const use = async (): Promise<readonly Reply[]> => {
        const replies: Reply[] = []
        for (let i = 0; i < 12; i += 1) {
          const member = crowd[i]
          if (member === undefined) break
          replies.push(startDrawing(member, random, picture))
          await sleep(100)
        }
        await Promise.all(replies.map((reply) => acknowledgement(reply, 0)))
        return replies
      }
      const trouble = async (
        name: string,
        begin: () => Promise<void> | void,
        end: () => Promise<void> | void,
        whileTroubled?: () => Promise<void>,
      ) => {
        const running = await use()
        await begin()
        const meanwhile = await use()
        await sleep(4_000)
        const all = [...running, ...meanwhile]
        const answered = all.filter(({ failure }) => failure === null).length
        const silent = await silentAfter(all, answerWithin)
        await whileTroubled?.()
        await end()
        const isSettled = await settled(started, 90)
        const again = await use()
        const works = (await settled(started, 60)) && again.every(({ failure }) => failure === null)
        print(`${name}: ${answered} answered, ${silent} silent`)
        findings.push(
          finding(
            `${name}: everyone is answered`,
            answered === running.length + meanwhile.length && silent === 0,
            `${answered} of ${running.length + meanwhile.length}`,
          ),
          finding(
            `${name}: nothing is lost, and it goes on by itself`,
            isSettled && works && started.isRunning,
            isSettled ? 'all ended, new pictures are drawn' : 'jobs are left',
          ),
        )
      }
      await trouble(
        'disk full',
        () => disk.fill(),
        () => disk.free(),
      )
      await trouble(
        'disk read-only',
        () => disk.forbidWriting(),
        () => disk.allowWriting(),
      )
      let release = (): void => undefined
      await trouble(
        `disk slow (${operations} operations a second)`,
        () => void (release = disk.slow(started.pid, operations)),
        () => release(),
      )
      const before = await started.stats()
      const isReplaced = async (): Promise<boolean> => {
        const { engine, imageWorker } = await started.stats()
        return engine !== before.engine || imageWorker !== before.imageWorker
      }
      await trouble(
        'memory short (cgroup)',
        async () => void (release = await shortenMemory(started)),
        () => release(),
        // A process that has memory to spare is not killed at once.
        async () => {
          for (let tries = 0; tries < 5 && !(await isReplaced()); tries += 1) await use()
        },
      )
      const after = await started.stats()
      findings.push(
        finding(
          'memory short (cgroup): the kernel kills, and the bot starts again what was killed',
          await isReplaced(),
          `engine ${after.engine === before.engine ? 'kept' : 'replaced'}, image worker ${after.imageWorker === before.imageWorker ? 'kept' : 'replaced'}`,
        ),
      )
      await trouble(
        'clock a day back',
        () => started.shiftClock(-86_400_000),
        () => started.shiftClock(0),
      )
      await trouble(
        'clock a day forward',
        () => started.shiftClock(86_400_000),
        () => started.shiftClock(0),
      )
      const { rss } = await started.stats()
      findings.push(
        finding(
          'memory short: with a heap of 160 MB it did all of this',
          started.isRunning,
          `${Math.round(rss / 1e6)} MB for the whole process`,
        ),
      )
      await started.stop()
      const { findings: left, jobs } = await checkData(disk.folder)
      const twice = [...seenResults(discord).values()].filter((count) => count > 1).length
      findings.push(...left, finding('each result is seen once', twice === 0, `${jobs.length} jobs, ${twice} twice`))
      return findings
    } finally {
      await bot?.stop()
      await discord.stop()
      disk.unmount()
    }
  },
}

/** How many have neither an answer nor a failure after this time. An answer may just be replaced by another one. */
async function silentAfter(replies: readonly Reply[], seconds: number): Promise<number> {
  const silent = () => replies.filter(({ messages, failure }) => messages.length === 0 && failure === null).length
  for (const until = performance.now() + seconds * 1000; silent() > 0 && performance.now() < until;) await sleep(200)
  return silent()
}

/** Grants engine and image worker next to no further memory, so that the kernel kills them as soon as they do something. */
async function shortenMemory(bot: BotProcess): Promise<() => void> {
  const { engine, imageWorker } = await bot.stats()
  const pids = [engine, imageWorker].filter((pid) => pid !== null)
  // What a process has used before it enters a cgroup does not count.
  return limitProcesses('memory', pids, { 'memory.limit_in_bytes': String(furtherMemory) })
}

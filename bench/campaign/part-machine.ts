import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Reply } from 'local-discord/testing'
import { codeOf } from '#src/errors.ts'
import { examplePicture, startDrawing } from './actions.ts'
import { type BotProcess, startBotProcess } from './bot-control.ts'
import { addCrowd } from './crowd.ts'
import { checkData } from './data-check.ts'
import { acknowledgement, finding, type Finding, settled } from './measure.ts'
import { openEnvironment, type Part } from './part.ts'
import { seenResults } from './seen-results.ts'

/** The disk is full, the clock is set, memory is short. The bot must report each, lose nothing and recover by itself. */
export const machine: Part = {
  describe: () => 'disk full, clock a day back and forward, memory short',
  async run({ random, print }) {
    const { discord, logFile } = await openEnvironment()
    const disk = mountDisk(80)
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
      const trouble = async (name: string, begin: () => Promise<void> | void, end: () => Promise<void> | void) => {
        const running = await use()
        await begin()
        const meanwhile = await use()
        await sleep(4_000)
        const answered = [...running, ...meanwhile].filter(({ failure }) => failure === null).length
        const silent = [...running, ...meanwhile].filter(
          (reply) => reply.messages.length === 0 && reply.failure === null,
        ).length
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

/** A file system in memory. Needs the right to mount. */
function mountDisk(size: number) {
  const folder = mkdtempSync(join(tmpdir(), 'duckrabbit-campaign-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}m`, 'tmpfs', folder])
  const filler = join(folder, 'filler')
  return {
    folder,
    async fill() {
      const file = await open(filler, 'a')
      try {
        for (let bytes = 1_048_576; bytes >= 1; bytes /= 2) {
          try {
            for (;;) await file.write(new Uint8Array(bytes))
          } catch (error) {
            if (codeOf(error) !== 'ENOSPC') throw error
          }
        }
      } finally {
        await file.close()
      }
    },
    free: () => rm(filler),
    unmount: () => void execFileSync('umount', ['--lazy', folder]),
  }
}

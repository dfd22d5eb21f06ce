import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { dataFiles } from '#src/store/data-files.ts'
import { sizeOf } from '#src/size-of.ts'
import { startRedis } from '#test/remote/redis-server.ts'
import { startBotProcess } from './bot-control.ts'
import { addCrowd } from './crowd.ts'
import { finding, settled } from './measure.ts'
import { openEnvironment, type Part } from './part.ts'
import { startQueueWorker } from './queue-worker.ts'

/** What a command costs outside of drawing, with the work done by a worker elsewhere. */
export const cost: Part = {
  describe: ({ commands }) =>
    `the cost of each of ${commands} commands, a second apart for each of 10 people, drawn by a worker through Redis`,
  async run({ commands, minutes }) {
    const folder = await mkdtemp(join(tmpdir(), 'duckrabbit-campaign-redis-'))
    const redis = await startRedis(folder)
    const worker = startQueueWorker({ queueUrl: redis.url, folder, lock: 30_000, name: 'one' })
    const { discord, dataDir, logFile } = await openEnvironment()
    const crowd = addCrowd(discord, { people: 10, servers: 5 })
    const bot = await startBotProcess({ discord, dataDir, logFile, queueUrl: redis.url, lock: 30_000 })
    const numbers = async () => {
      const text = String(await redis.command('INFO', 'all'))
      const value = (name: string): number => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(text)?.[1] ?? 0)
      return {
        operations: value('total_commands_processed'),
        bytes: value('total_net_input_bytes') + value('total_net_output_bytes'),
        requests: discord.requests().length,
        rows: (await sizeOf(dataFiles(dataDir).database)) + (await sizeOf(`${dataFiles(dataDir).database}-wal`)),
        pictures: await bytesOf(dataFiles(dataDir).pictures),
        ...(await bot.stats()),
      }
    }
    try {
      const [first] = crowd
      await first?.person.in(first.channel).slash('/generate', { prompt: 'a fox', size: 64 })
      await settled(bot, 60)
      // What the connections cost while nothing is drawn.
      const idle = await numbers()
      await sleep(10_000)
      const before = await numbers()
      const end = performance.now() + minutes * 60_000
      let done = 0
      for (; done < commands && performance.now() < end; done += 1) {
        const { person, channel } = crowd[done % crowd.length] ?? crowd[0] ?? failed()
        await person.in(channel).slash('/generate', { prompt: 'a fox', size: 64 })
        await sleep(100)
      }
      await settled(bot, 120)
      const after = await numbers()
      const each = (key: Exclude<keyof typeof after, 'engine' | 'imageWorker' | 'blocking'>): number =>
        (after[key] - before[key]) / done
      const seconds = 10
      return [
        finding('commands', true, String(done)),
        finding('processor time of the bot’s process', true, `${(each('cpu') * 1000).toFixed(0)} ms a command`),
        finding(
          'memory of the bot’s process',
          true,
          `${(each('heap') / 1000).toFixed(1)} kB of heap a command that stay`,
        ),
        finding(
          'Redis operations',
          true,
          `${each('operations').toFixed(0)} a command; ${((before.operations - idle.operations) / seconds).toFixed(0)} a second at rest`,
        ),
        finding('bytes through Redis', true, `${(each('bytes') / 1000).toFixed(0)} kB a command`),
        finding('requests to Discord', true, `${each('requests').toFixed(1)} a command`),
        finding('database', true, `${(each('rows') / 1000).toFixed(1)} kB a command, with its log of up to 4 MB`),
        finding(
          'pictures on the disk',
          true,
          `${(each('pictures') / 1000).toFixed(0)} kB a command (64 px; a picture of 256 px has about 100 kB)`,
        ),
      ]
    } finally {
      await bot.stop()
      await discord.stop()
      worker.kill('SIGKILL')
      await redis.stop()
    }
  },
}

/** The bytes of all files in a folder. */
async function bytesOf(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const sizes = files.filter((file) => file.isFile()).map((file) => sizeOf(join(file.parentPath, file.name)))
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

function failed(): never {
  throw new Error('There is nobody')
}

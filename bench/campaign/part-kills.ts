import type { ChildProcess } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startRedis } from '#test/remote/redis-server.ts'
import { examplePicture, startDrawing } from './actions.ts'
import { type BotProcess, startBotProcess } from './bot-control.ts'
import { addCrowd, type Member } from './crowd.ts'
import { checkData } from './data-check.ts'
import { finding, type Finding, settled } from './measure.ts'
import { type CampaignEnvironment, openEnvironment, type Part, type PartOptions } from './part.ts'
import { startQueueWorker } from './queue-worker.ts'
import { seenResults } from './seen-results.ts'

const lock = 3_000
/**
 * Nobody asks for a picture while so many jobs are open. More than the bot can draw between two kills would only wait, at last for longer
 * than the tokens of their interactions live.
 */
const mostOpen = 20

/** Kills a process while the bot is used. Resolves when the process or its replacement runs. */
type Kill = () => Promise<void>

interface Scene extends CampaignEnvironment {
  readonly crowd: readonly Member[]
  bot: BotProcess
}

async function openScene(queueUrl?: string): Promise<Scene> {
  const environment = await openEnvironment()
  const crowd = addCrowd(environment.discord, { people: 40, servers: 4 })
  return { ...environment, crowd, bot: await startBotProcess({ ...environment, lock, ...(queueUrl && { queueUrl }) }) }
}

/** Uses the bot, kills processes at random moments, waits until all jobs have ended, and checks the data folder. */
async function killing(
  scene: Scene,
  kills: readonly (readonly [name: string, kill: Kill])[],
  { kills: times, random, minutes, print }: PartOptions,
): Promise<readonly Finding[]> {
  const picture = await examplePicture()
  const over = new AbortController()
  let open = 0
  const use = async (): Promise<void> => {
    for (let turn = 0; !over.signal.aborted; turn += 1) {
      if (turn % 5 === 0) {
        // A bot that is down gives no answer.
        scene.bot
          .stats()
          .then((stats) => (open = stats.open))
          .catch(() => undefined)
      }
      // While the bot is down, Discord reports that it does not answer.
      if (open < mostOpen)
        startDrawing(random.pick(scene.crowd), random, picture)
          .acknowledged()
          .catch(() => undefined)
      await sleep(150)
    }
  }
  const using = use()
  const end = performance.now() + minutes * 60_000
  const done = new Map<string, number>()
  for (let round = 0; round < times && performance.now() < end; round += 1) {
    for (const [name, kill] of kills) {
      await sleep(200 + random.below(1500))
      await kill()
      done.set(name, (done.get(name) ?? 0) + 1)
    }
  }
  over.abort()
  await using
  await settled(scene.bot, 60)
  await collect(scene)
  const isSettled = await settled(scene.bot, 60)
  print(`killed: ${[...done].map(([name, count]) => `${name} ${count} times`).join(', ')}`)
  await scene.bot.stop()
  const { findings, jobs } = await checkData(scene.dataDir)
  const seen = seenResults(scene.discord)
  const finished = jobs.filter(({ state }) => state === 'done')
  const unseen = finished.filter(({ id }) => !seen.has(id)).length
  const twice = [...seen.values()].filter((count) => count > 1).length
  await scene.discord.stop()
  const names = [...done].map(([name, count]) => `${name} × ${count}`).join(', ')
  const failed = jobs.filter(({ state }) => state === 'failed').length
  return [
    finding(
      `kill -9 of ${names}: all jobs end`,
      isSettled,
      `${jobs.length} jobs, ${finished.length} done, ${failed} failed`,
    ),
    finding('each result is seen once', unseen + twice === 0, `${unseen} unseen, ${twice} twice`),
    ...findings,
  ]
}

/** People press the button under private results that waited for longer than their interactions live. */
async function collect({ crowd }: Scene): Promise<void> {
  for (const { person, channel } of crowd) {
    for (const message of person
      .in(channel)
      .messages()
      .filter(({ ephemeral }) => ephemeral)) {
      const button = message.controls.find(({ customId }) => customId.startsWith('collect:'))
      if (button !== undefined) await message.press(button.customId)
    }
  }
}

function killPid(pid: number | null): void {
  if (pid === null) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}

export const kills: Part = {
  describe: ({ kills }) => `kill -9 of bot, engine and image worker at up to ${kills} random moments each, in use`,
  async run(options) {
    const scene = await openScene()
    return killing(
      scene,
      [
        ['engine', async () => killPid((await scene.bot.stats()).engine)],
        ['image worker', async () => killPid((await scene.bot.stats()).imageWorker)],
        [
          'bot',
          async () => {
            await scene.bot.kill()
            scene.bot = await startBotProcess({ ...scene, lock })
          },
        ],
      ],
      options,
    )
  },
}

export const remoteKills: Part = {
  describe: ({ kills }) => `kill -9 of bot, queue worker and Redis at up to ${kills} random moments each, in use`,
  async run(options) {
    const folder = await mkdtemp(join(tmpdir(), 'duckrabbit-campaign-redis-'))
    const redis = await startRedis(folder)
    const start = (name: string): ChildProcess => startQueueWorker({ queueUrl: redis.url, folder, lock, name })
    const workers = [start('one'), start('two')]
    const scene = await openScene(redis.url)
    let turn = 0
    try {
      return await killing(
        scene,
        [
          [
            'queue worker',
            () => {
              turn = 1 - turn
              workers[turn]?.kill('SIGKILL')
              workers[turn] = start(turn === 0 ? 'one' : 'two')
              return Promise.resolve()
            },
          ],
          [
            'Redis',
            async () => {
              redis.signal('SIGKILL')
              await sleep(300)
              await redis.start()
            },
          ],
          [
            'bot',
            async () => {
              await scene.bot.kill()
              scene.bot = await startBotProcess({ ...scene, lock, queueUrl: redis.url })
            },
          ],
        ],
        options,
      )
    } finally {
      for (const worker of workers) worker.kill('SIGKILL')
      await redis.stop()
    }
  },
}

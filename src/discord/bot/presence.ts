import { ActivityType, type Client, Events } from 'discord.js'
import type { Logger } from 'pino'
import type { Clock } from '@duckrabbit/clock'
import type { Engine } from '#src/engine/engine.ts'
import type { JobQueue } from '#src/queue/job-queue.ts'
import { presence as words } from '#src/messages/note-messages.ts'
import { createThrottle } from '../transport/throttle.ts'

/** Milliseconds between two changes: Discord allows five in twenty seconds. */
const gap = 5_000

export interface PresenceParts {
  readonly queue: Pick<JobQueue, 'overview' | 'subscribe'>
  readonly engine: Pick<Engine, 'status' | 'onStatus'>
  readonly clock: Clock
  readonly log: Logger
}

/** Shows the model and the length of the queue beside the bot's name, until the returned function is called. */
export function showPresence(client: Client, { queue, engine, clock, log }: PresenceParts): () => Promise<void> {
  const throttle = createThrottle(clock, (error) => log.warn({ err: error }, 'presence could not be shown'))
  let shown = ''
  const update = (): void =>
    throttle.push(async () => {
      const overview = await queue.overview()
      const jobs = overview.running.length + overview.waiting.length
      const { model, state: engineState } = engine.status
      const ready = engineState === 'ready' && model !== null
      const waiting =
        engineState === 'failed' ? words.failed : engineState === 'absent' ? words.absent(jobs) : words.starting
      const state = !ready ? waiting : jobs === 0 ? words.idle(model) : words.busy(model, jobs)
      if (state === shown || !client.isReady()) return
      shown = state
      client.user.setPresence({ activities: [{ name: state, state, type: ActivityType.Custom }] })
    }, gap)
  const unsubscribeQueue = queue.subscribe(({ type }) => {
    if (type !== 'drawing') update()
  })
  const unsubscribeEngine = engine.onStatus(update)
  // A new session, unlike a resumed one, begins with the presence of the first.
  const showAgain = (): void => {
    shown = ''
    update()
  }
  client.on(Events.ShardReady, showAgain)
  update()
  return async () => {
    unsubscribeQueue()
    unsubscribeEngine()
    client.off(Events.ShardReady, showAgain)
    await throttle.close()
  }
}

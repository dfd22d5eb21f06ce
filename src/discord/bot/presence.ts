import { ActivityType, type Client, Events } from 'discord.js'
import { presence as words } from '#src/messages/replies.ts'
import type { Clock } from '#src/clock.ts'
import type { Parts } from './services.ts'
import { createThrottle } from '../transport/throttle.ts'

/** Milliseconds between two changes: Discord allows five in twenty seconds. */
const gap = 5_000

/** Shows the model and the length of the line beside the bot's name. The answer ends it. */
export function showPresence(
  client: Client,
  {
    queue,
    engine,
    clock,
    log,
  }: Pick<Parts, 'queue' | 'log'> & {
    readonly engine: Pick<Parts['engine'], 'status' | 'onStatus'>
    readonly clock: Clock
  },
): () => Promise<void> {
  const throttle = createThrottle(clock, (error) => log.warn({ err: error }, 'presence could not be shown'))
  let shown = ''
  const update = (): void =>
    throttle.push(async () => {
      const { running, waiting } = await queue.overview()
      const jobs = running.length + waiting.length
      const { model, state: engineState } = engine.status
      const ready = engineState === 'ready' && model !== null
      const state = !ready ? words.starting : jobs === 0 ? words.idle(model) : words.busy(model, jobs)
      if (state === shown || !client.isReady()) return
      shown = state
      client.user.setPresence({ activities: [{ name: state, state, type: ActivityType.Custom }] })
    }, gap)
  const unsubscribe = queue.subscribe(({ type }) => {
    if (type !== 'drawing') update()
  })
  const unwatch = engine.onStatus(update)
  // A new session (a resumed one is none) begins with the presence of the first.
  const anew = (): void => {
    shown = ''
    update()
  }
  client.on(Events.ShardReady, anew)
  update()
  return async () => {
    unsubscribe()
    unwatch()
    client.off(Events.ShardReady, anew)
    await throttle.close()
  }
}

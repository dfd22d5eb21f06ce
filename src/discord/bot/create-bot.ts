import { Events } from 'discord.js'
import type { UserError } from '#src/errors.ts'
import { followDeletions } from '../challenges/follow-deletions.ts'
import { followDeletions as followGalleryDeletions } from '../gallery/follow-deletions.ts'
import { createAcknowledgementGate } from '../interactions/acknowledgement-gate.ts'
import { createDoublePressLock } from '../interactions/double-press-lock.ts'
import { connectionLoss } from '../transport/connection-loss.ts'
import { createDispatch } from './dispatch.ts'
import { createHints } from './hints.ts'
import { showPresence } from './presence.ts'
import type { BotOptions } from './bot-options.ts'
import { createServices } from './create-services.ts'

export interface Bot {
  /**
   * Connects. Resolves when the bot is ready, the jobs of an earlier process are continued and the queue runs. If
   * Discord refuses the bot, it rejects with the reason that `lost` resolves with.
   */
  start(token: string): Promise<void>
  /**
   * Accepts no new jobs, gives running ones `graceMilliseconds` to finish, parks the rest, notifies everyone who waits,
   * and disconnects. The caller closes engine and store.
   */
  stop(graceMilliseconds: number): Promise<void>
  /**
   * Resolves with the reason when Discord has refused the bot for good, for example because its token was reset. The
   * bot can answer nothing afterwards.
   */
  readonly lost: Promise<UserError>
}

/** Puts client, queue and messages together. Everything is passed in, so tests can pass other clocks and engines. */
export function createBot(options: BotOptions): Bot {
  const { client, queue, engine, clock, log, handlers } = options
  const gate = createAcknowledgementGate(clock)
  const lock = createDoublePressLock(clock)
  const { services, replies, writeRetries, moderationLog, messageRemover, starBoard } = createServices(options, gate)
  const dispatch = createDispatch({ services, handlers, lock, gate, clock, log })
  let endPresence: (() => Promise<void>) | undefined

  const hint = createHints({ messenger: services.messenger, clock, log })

  client.on(Events.InteractionCreate, dispatch.dispatch)
  client.on(Events.MessageCreate, (message) => void hint(message))
  followDeletions(client, { store: options.store, threads: services.threads, scheduler: services.challenges, log })
  followGalleryDeletions(client, { store: options.store, starBoard, log })
  client.on(Events.Error, (error) => log.error({ err: error }, 'the connection to Discord failed'))
  const lost = connectionLoss(client)
  const refusal = lost.then((reason) => Promise.reject(reason))
  // Without a handler a loss after the start would count as an unhandled rejection.
  refusal.catch(() => undefined)
  client.on(Events.ShardResume, () => log.info('resumed the connection to Discord'))

  async function start(token: string): Promise<void> {
    await services.challenges
      .prepare()
      .catch((error: unknown) => log.error({ err: error }, 'challenges could not be read'))
    const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()))
    await client.login(token)
    await ready
    await replies.resumeUnfinished()
    await queue.start()
    await replies.deliverUndelivered()
    await services.challenges.start()
    await services.guess.start()
    moderationLog.start()
    messageRemover.start()
    starBoard.update()
    endPresence = showPresence(client, { queue, engine, clock, log })
  }

  return {
    lost,
    start: (token) => Promise.race([start(token), refusal]),
    async stop(graceMilliseconds) {
      await dispatch.close()
      await queue.stop(graceMilliseconds)
      await services.challenges.stop()
      await services.guess.stop()
      await replies.stop()
      await writeRetries.close()
      await moderationLog.stop()
      await messageRemover.stop()
      await starBoard.stop()
      await endPresence?.()
      await client.destroy()
    },
  }
}

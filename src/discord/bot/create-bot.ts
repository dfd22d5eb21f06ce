import { type Client, Events } from 'discord.js'
import { openPolicy } from '../submission/policy.ts'
import { createDispatch, type Handlers } from './dispatch.ts'
import { createDrafts } from '../submission/drafts.ts'
import { createGate } from '../interactions/acknowledgement-gate.ts'
import { createLock } from '../interactions/double-press-lock.ts'
import type { Parts } from './services.ts'
import { showPresence } from './presence.ts'
import { createMessenger } from '../transport/messenger.ts'
import { createReplies } from '../delivery/replies.ts'

/** What the bot is made of; the rest of `Parts` follows from these. */
export interface BotOptions
  extends
    Omit<Parts, 'replies' | 'messenger' | 'policy' | 'layers' | 'drafts' | 'lock' | 'gate'>,
    Partial<Pick<Parts, 'policy' | 'layers'>> {
  readonly client: Client
  readonly handlers: Handlers
}

export interface Bot {
  /** Connects; resolves when the bot is ready, jobs left behind are followed and the queue runs. */
  start(token: string): Promise<void>
  /**
   * Takes no new jobs, lets running ones finish for `graceMilliseconds` and parks what is left, tells who waits, and
   * disconnects. Engine and store are closed by whoever opened them.
   */
  stop(graceMilliseconds: number): Promise<void>
}

/** Puts client, queue and messages together. Everything is handed in; tests hand in other clocks, engines, stores. */
export function createBot(options: BotOptions): Bot {
  const { client, store, queue, engine, clock, log, fitBytes, imageWorker, handlers } = options
  const messenger = createMessenger(client.rest, () => client.application?.id ?? '')
  const replies = createReplies({ store, queue, messenger, clock, log, fitBytes, imageWorker })
  const parts: Parts = {
    policy: openPolicy,
    layers: [],
    ...options,
    messenger,
    replies,
    drafts: createDrafts(store),
    lock: createLock(clock),
    gate: createGate(clock),
  }
  const dispatch = createDispatch(parts, handlers)
  let endPresence: (() => Promise<void>) | undefined

  client.on(Events.InteractionCreate, dispatch.dispatch)
  client.on(Events.Error, (error) => log.error({ err: error }, 'the connection to Discord failed'))
  client.on(Events.ShardDisconnect, ({ code }) => log.warn({ code }, 'disconnected from Discord'))
  client.on(Events.ShardResume, () => log.info('resumed the connection to Discord'))

  return {
    async start(token) {
      const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()))
      await client.login(token)
      await ready
      await replies.follow()
      await queue.start()
      await replies.deliverOwed()
      endPresence = showPresence(client, { queue, engine, clock, log })
    },
    async stop(graceMilliseconds) {
      await dispatch.close()
      await queue.stop(graceMilliseconds)
      await replies.stop()
      await endPresence?.()
      await client.destroy()
    },
  }
}

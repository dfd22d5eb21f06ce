import { type Client, Status } from 'discord.js'
import type { Engine } from '#src/engine/engine.ts'

/** The reasons why the bot cannot serve people, one sentence each. Empty if it can. */
export function notReady(client: Pick<Client, 'isReady' | 'ws'>, engine: Pick<Engine, 'status'>): readonly string[] {
  const { state, failure } = engine.status
  const connected = client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready)
  return [
    ...(connected ? [] : ['The bot is not connected to Discord.']),
    ...(state === 'ready' || state === 'restarting'
      ? []
      : [`The engine is ${state}${failure === null ? '' : `: ${failure.reason}`}.`]),
  ]
}

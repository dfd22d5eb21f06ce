import { type Client, Status } from 'discord.js'
import type { Engine } from '#src/engine/engine.ts'
import { engineNotReady } from '#src/monitoring/engine-readiness.ts'

/** The reasons why the bot cannot serve people, one sentence each. Empty if it can. */
export function notReady(client: Pick<Client, 'isReady' | 'ws'>, engine: Pick<Engine, 'status'>): readonly string[] {
  const connected = client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready)
  return [...(connected ? [] : ['The bot is not connected to Discord.']), ...engineNotReady(engine.status)]
}

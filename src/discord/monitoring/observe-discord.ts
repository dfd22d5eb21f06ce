import { Events, RESTEvents, Status, type Client } from 'discord.js'
import { Counter, Histogram, type Registry } from 'prom-client'
import type { Clock } from '@duckrabbit/clock'
import { addReadMetric, secondsBuckets } from '#src/monitoring/metrics.ts'

/**
 * Counts Discord's answers by status, the waits for its rate limits, and the seconds from an interaction to its
 * acknowledgement, which must stay below three.
 */
export function observeDiscord(registry: Registry, client: Client, clock: Pick<Clock, 'monotonic'>): void {
  const registers = [registry]
  const answers = new Counter({
    name: 'duckrabbit_discord_responses_total',
    help: 'Answers of the Discord API, by method and status.',
    labelNames: ['method', 'status'],
    registers,
  })
  const limits = new Counter({
    name: 'duckrabbit_discord_rate_limits_total',
    help: 'How often a request had to wait for a rate limit, by scope.',
    labelNames: ['scope'],
    registers,
  })
  const acknowledged = new Histogram({
    name: 'duckrabbit_acknowledgement_seconds',
    help: 'Seconds from the arrival of an interaction to its acknowledgement.',
    buckets: [...secondsBuckets],
    registers,
  })
  /** Arrival times of interactions without an answer, by id. */
  const arrived = new Map<string, number>()

  client.rest.on(RESTEvents.RateLimited, ({ scope, global }) => limits.inc({ scope: global ? 'global' : scope }))
  client.on(Events.InteractionCreate, ({ id }) => {
    arrived.set(id, clock.monotonic())
    if (arrived.size > 10_000) arrived.delete(arrived.keys().next().value ?? '')
  })
  client.rest.on(RESTEvents.Response, ({ method, path }, { status }) => {
    answers.inc({ method, status: String(status) })
    const id = /^\/interactions\/(\d+)\//.exec(path)?.[1]
    const since = id === undefined ? undefined : arrived.get(id)
    if (id === undefined || since === undefined) return
    arrived.delete(id)
    if (status < 300) acknowledged.observe((clock.monotonic() - since) / 1000)
  })
  addReadMetric(
    registry,
    'duckrabbit_discord_ping_seconds',
    'Round trip of the gateway’s heartbeat, by shard.',
    ['shard'],
    () =>
      client.ws.shards
        .filter(({ ping }) => ping >= 0)
        .map(({ id, ping }) => ({ labels: { shard: String(id) }, value: ping / 1000 })),
  )
  addReadMetric(
    registry,
    'duckrabbit_discord_shard_ready',
    '1 for each shard that is connected, else 0.',
    ['shard'],
    () =>
      client.ws.shards.map(({ id, status }) => ({
        labels: { shard: String(id) },
        value: status === Status.Ready ? 1 : 0,
      })),
  )
}

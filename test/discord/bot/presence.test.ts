import { EventEmitter } from 'node:events'
import type { Client } from 'discord.js'
import { setImmediate as nextTurn } from 'node:timers/promises'
import pino from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { testClock } from '@duckrabbit/clock/testing'
import { showPresence } from '#src/discord/bot/presence.ts'
import type { EngineStatus } from '#src/engine/engine.ts'
import type { JobEvent } from '#src/queue/job-queue.ts'

function scene() {
  const clock = testClock()
  const shown: string[] = []
  const client = Object.assign(new EventEmitter(), {
    isReady: () => true,
    user: {
      setPresence: ({ activities }: { activities: { name: string }[] }) => shown.push(activities[0]?.name ?? ''),
    },
  })
  let status: EngineStatus = {
    state: 'starting',
    failure: null,
    model: null,
    device: null,
    subjects: [],
    capacity: 1,
    deaths: 0,
  }
  let changed: (status: EngineStatus) => void = () => undefined
  let emit: (event: JobEvent) => void = () => undefined
  let waiting = 0
  const end = showPresence(client as unknown as Client, {
    clock,
    log: pino({ level: 'silent' }),
    engine: {
      get status() {
        return status
      },
      onStatus: (listener) => {
        changed = listener
        return () => undefined
      },
    },
    queue: {
      overview: () => Promise.resolve({ running: [], waiting: Array.from({ length: waiting }) }),
      subscribe: (listener: (event: JobEvent) => void) => {
        emit = listener
        return () => undefined
      },
    } as unknown as Parameters<typeof showPresence>[1]['queue'],
  })
  onTestFinished(end)
  return {
    shown,
    client,
    async become(change: Partial<EngineStatus>) {
      status = { ...status, ...change }
      changed(status)
      await nextTurn()
    },
    async wait(jobs: number) {
      waiting = jobs
      emit({ type: 'positions-changed' })
      await nextTurn()
    },
    async pass(milliseconds: number) {
      clock.advanceSync(milliseconds)
      await nextTurn()
    },
  }
}

it('follows the engine: starting, ready, restarting, ready', async () => {
  const { shown, become, pass } = scene()
  await nextTurn()
  await become({ state: 'ready' })
  await become({ model: 'duckling', device: 'cpu' })
  await pass(5_000)
  await become({ state: 'restarting', deaths: 1 })
  await pass(5_000)
  await become({ state: 'ready' })
  await pass(5_000)
  const there = 'duckling: try /generate'
  expect(shown).toEqual(['Starting …', there, 'Starting …', there])
})

it('shows the queue, and changes no more often than Discord allows: five times in twenty seconds', async () => {
  const { shown, become, wait, pass } = scene()
  await become({ state: 'ready', failure: null, model: 'duckling' })
  for (let second = 0; second < 20; second++) {
    await wait(second)
    await pass(1_000)
  }
  expect(shown.length).toBeLessThanOrEqual(5)
  await pass(5_000)
  expect(shown.at(-1)).toBe('duckling: 19 in the queue')
})

it('is shown again in a new session', async () => {
  const { shown, client, become, pass } = scene()
  await become({ state: 'ready', failure: null, model: 'duckling' })
  await pass(5_000)
  client.emit('shardReady')
  await pass(5_000)
  expect(shown.slice(-2)).toEqual(['duckling: try /generate', 'duckling: try /generate'])
})

it('shows that the engine does not start', async () => {
  const { shown, become, pass } = scene()
  await become({ state: 'failed', failure: { reason: 'exit code 1', until: 60_000 }, deaths: 3 })
  await pass(5_000)
  expect(shown.at(-1)).toBe('Cannot draw: the engine does not start')
})

import { describe, expect, it } from 'vitest'
import { createEnginePool, type PoolMember } from '#src/engine/engine-pool.ts'
import { EngineStopped } from '#src/engine/engine.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import { testClock } from '@duckrabbit/clock/testing'
import { scriptedEngine } from '#test/harness/scripted-engine.ts'
import { collect } from './scratch-engine.ts'

const request: DrawRequest = { mode: 'generate', prompt: 'a fox', seed: 7, size: 64 }
const none = new Map<string, Uint8Array>()
const alone = { isolated: true }
const together = { isolated: false }

function member(name: string, options: Parameters<typeof scriptedEngine>[0] & Partial<PoolMember> = {}) {
  const { seconds, parallel, ...more } = options
  const engine = scriptedEngine({
    ...(seconds !== undefined && { seconds }),
    ...(parallel !== undefined && { parallel }),
  })
  return { name, canDraw: () => true, loading: () => 0, ...more, engine }
}

describe('several engines as one engine', () => {
  it('have room for the sum of their capacities, each job in its reserved place', async () => {
    const [first, second] = [member('first'), member('second', { parallel: 2 })]
    const pool = createEnginePool(testClock(), [first, second])
    expect(pool.status).toMatchObject({ state: 'ready', capacity: 3 })
    for (const id of ['a', 'b', 'c']) expect(pool.reserve?.(id, request, together)).toBeTypeOf('function')
    expect(pool.reserve?.('d', request, together)).toBeNull()
    await Promise.all(['a', 'b', 'c'].map((id) => collect(pool.draw(id, request, none))))
    expect(first.engine.begun.length + second.engine.begun.length).toBe(3)
    expect(second.engine.begun).toHaveLength(2)
  })

  it('get a place back when it is released', () => {
    const pool = createEnginePool(testClock(), [member('only')])
    const release = pool.reserve?.('a', request, together)
    expect(pool.reserve?.('b', request, together)).toBeNull()
    release?.()
    expect(pool.reserve?.('b', request, together)).not.toBeNull()
  })

  it('draw nothing next to a job that may have killed an engine', () => {
    const pool = createEnginePool(testClock(), [member('only', { parallel: 4 })])
    const release = pool.reserve?.('isolated', request, alone)
    expect(pool.reserve?.('b', request, together)).toBeNull()
    release?.()
    expect(pool.reserve?.('b', request, together)).not.toBeNull()
  })

  it('give a job to the engine that has its model', async () => {
    const without = member('without', { canDraw: () => false })
    const owner = member('owner')
    const pool = createEnginePool(testClock(), [without, owner])
    await collect(pool.draw('a', request, none))
    expect(owner.engine.begun).toEqual(['a'])
    pool.remove('owner')
    expect(pool.reserve?.('b', request, together)).toBeNull()
    await expect(collect(pool.draw('b', request, none))).rejects.toBeInstanceOf(EngineStopped)
  })

  it('let a job wait for the loaded model, and decide again if that takes longer than expected', () => {
    const clock = testClock()
    const warm = member('warm', { seconds: 10 })
    const cold = member('cold', { seconds: 10, loading: () => 60 })
    const pool = createEnginePool(clock, [warm, cold])
    let asked = 0
    pool.onStatus(() => void asked++)
    expect(pool.reserve?.('a', request, together)).not.toBeNull()
    expect(pool.reserve?.('b', request, together)).toBeNull()
    clock.advanceSync(9_000)
    expect(asked).toBe(0)
    clock.advanceSync(2_000)
    expect(asked).toBe(1)
    expect(pool.reserve?.('b', request, together)).not.toBeNull()
  })

  it('are absent after the last one has left', () => {
    const pool = createEnginePool(testClock(), [member('only')])
    const states: string[] = []
    pool.onStatus(({ state }) => void states.push(state))
    pool.remove('only')
    expect(states).toEqual(['absent'])
  })
})

import { describe, expect, it } from 'vitest'
import { EngineStopped } from '#src/engine/engine.ts'
import type { EngineEvent } from '#src/renderer/events.ts'
import { readRecipe } from '#src/image/recipe-text.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import { collect, scratchEngine } from './scratch-engine.ts'

const none = new Map<string, Uint8Array>()

function painting(prompt: string, more: Partial<Extract<DrawRequest, { mode: 'generate' }>> = {}): DrawRequest {
  return { mode: 'generate', prompt, seed: 7, size: 64, ...more }
}

function typesOf(events: readonly EngineEvent[]): string[] {
  return events.map(({ type }) => type).filter((type, i, all) => type !== all[i - 1])
}

describe('the engine', () => {
  it('draws in a process of its own and returns files', async () => {
    const { engine } = await scratchEngine()
    const events = await collect(engine.draw('a', painting('a fox', { size: 256, count: 2 }), none, { keep: 4 }))
    expect(typesOf(events).join(' ')).toBe('loading started loading step loading step picture step picture done')
    expect(events.find(({ type }) => type === 'started')).toMatchObject({ model: 'stub', count: 2, total: 28 })
    const pictures = events.filter((event) => event.type === 'picture')
    expect(pictures.map(({ seed }) => seed)).toEqual([7, 8])
    for (const { file, recipe, strip } of pictures) {
      expect(file).toMatchObject({ format: 'png', width: 256, height: 256 })
      expect(readRecipe(file.bytes)).toEqual(recipe)
      expect(strip?.format).toBe('png')
    }
    expect(engine.status).toMatchObject({ state: 'ready', model: 'stub', device: 'stub', deaths: 0 })
  })

  it('measures how long a request takes', async () => {
    const { engine } = await scratchEngine()
    expect(engine.estimate(painting('slow 20'))).toBeNull()
    await collect(engine.draw('a', painting('slow 20'), none))
    // Ten steps, 20 ms for one of the two rows of each.
    expect(engine.estimate(painting('slow 20'))).toBeGreaterThan(0.15)
    expect(engine.estimate(painting('slow 20', { steps: 20 }))).toBeCloseTo(2 * (engine.estimate(painting('x')) ?? 0))
  })

  it('restores a UserError as such, and a defect as an error with its stack', async () => {
    const { engine } = await scratchEngine()
    const unknown = collect(engine.draw('a', painting('a fox', { model: 'nothing' }), none))
    await expect(unknown).rejects.toMatchObject({ name: 'UserError', code: 'no-such-model' })
    const defect = collect(engine.draw('b', painting('fault'), none))
    await expect(defect).rejects.toMatchObject({
      message: 'the network is at fault',
      stack: expect.stringContaining('stub-backend'),
    })
    expect(engine.status.deaths).toBe(0)
  })

  it('joins the next steps of several jobs into one run', async () => {
    const { engine, runs } = await scratchEngine()
    const both = ['slow 2 fox', 'slow 2 wolf'].map((prompt) =>
      collect(engine.draw(prompt, painting(prompt, { steps: 60 }), none)),
    )
    await Promise.all(both)
    const together = (await runs()).filter(({ network, prompts }) => network === 'stage I' && prompts.length === 3)
    expect(together.length).toBeGreaterThan(10)
    expect(together.every(({ rows }) => rows === 4)).toBe(true)
  })

  it('drops previews if they come faster than they can be sent', async () => {
    const { engine } = await scratchEngine()
    const options = { previews: { everyMilliseconds: 0, edge: 256 } }
    const events = await collect(engine.draw('a', painting('a fox', { steps: 30 }), none, options))
    const steps = events.filter((event) => event.type === 'step')
    expect(steps.at(-1)).toMatchObject({ done: 30, total: 30 })
    expect(steps.some(({ preview }) => preview?.width === 256)).toBe(true)
  })
})

describe('cancelling', () => {
  it('takes effect between two steps', async () => {
    const { engine, runs } = await scratchEngine()
    const controller = new AbortController()
    const seen: EngineEvent[] = []
    const drawing = (async () => {
      for await (const event of engine.draw('a', painting('slow 30', { steps: 200 }), none, controller)) {
        seen.push(event)
        if (event.type === 'step' && event.step >= 3) controller.abort(new Error('changed my mind'))
      }
    })()
    await expect(drawing).rejects.toThrow('changed my mind')
    expect((await runs()).length).toBeLessThan(30)
    expect(engine.status).toMatchObject({ state: 'ready', deaths: 0 })
    await expect(collect(engine.draw('a', painting('a fox'), none))).resolves.not.toHaveLength(0)
  })

  it('takes effect if the listener leaves its loop', async () => {
    const { engine, runs } = await scratchEngine()
    for await (const event of engine.draw('a', painting('slow 30', { steps: 200 }), none)) {
      if (event.type === 'step') break
    }
    await collect(engine.draw('b', painting('a fox'), none))
    const before = (await runs()).length
    await collect(engine.draw('c', painting('a fox'), none))
    const later = await runs()
    expect(later.slice(before).every(({ prompts }) => !prompts.includes('slow 30'))).toBe(true)
  })
})

describe('when the engine dies', () => {
  it('it is restarted and the job starts over', async () => {
    const { engine } = await scratchEngine()
    const events = await collect(engine.draw('a', painting('kill once'), none))
    expect(typesOf(events).join(' ')).toMatch(/started .*step interrupted .*started .*step picture done$/)
    expect(events.find(({ type }) => type === 'interrupted')).toEqual({ type: 'interrupted', deaths: 1 })
    expect(engine.status).toMatchObject({ state: 'ready', deaths: 1 })
  })

  it('only the job that crashed it is charged, and the other jobs finish', async () => {
    const { engine } = await scratchEngine()
    const neighbours = ['slow 5 north', 'slow 5 south'].map((prompt) =>
      collect(engine.draw(prompt, painting(prompt, { steps: 50 }), none)),
    )
    const crashing = collect(engine.draw('poison', painting('kill'), none))
    await expect(crashing).rejects.toMatchObject({ name: 'UserError', code: 'engine-died', details: { deaths: 2 } })
    for (const events of await Promise.all(neighbours)) {
      expect(events.at(-1)?.type).toBe('done')
      expect(events.filter(({ type }) => type === 'interrupted')).toEqual([{ type: 'interrupted', deaths: 0 }])
    }
    expect(engine.status.deaths).toBe(3)
  })

  it('a job that died before is given up after one more death', async () => {
    const { engine } = await scratchEngine()
    const again = collect(engine.draw('a', painting('kill'), none, { isolated: true, deaths: 1 }))
    await expect(again).rejects.toMatchObject({ code: 'engine-died' })
    expect(engine.status.deaths).toBe(1)
  })

  it('by hanging, it is killed after the deadline', async () => {
    const { engine, log } = await scratchEngine({ deadlines: { firstRun: 0.3, runFloor: 0.3, runFactor: 1 } })
    const events = await collect(engine.draw('a', painting('hang once'), none))
    expect(typesOf(events)).toContain('interrupted')
    expect(log.join('\n')).toContain('The engine hangs')
  })

  it('it is not killed for being idle, before or after the first job', async () => {
    const { engine, log } = await scratchEngine({ deadlines: { starting: 20, between: 1 } })
    await expect.poll(() => engine.status.state, { timeout: 60_000 }).toBe('ready')
    await collect(engine.draw('a', painting('a fox'), none))
    await new Promise((done) => setTimeout(done, 3000))
    expect(engine.status.deaths).toBe(0)
    expect(log.join('\n')).not.toContain('hangs')
  })

  it('at every start, jobs are refused with a sentence', async () => {
    const backend = new URL('no-such-module.ts', import.meta.url).href
    const { engine, log } = await scratchEngine({
      backend,
      restart: { maxFailedStarts: 2, backoff: { initial: 10, max: 10 } },
    })
    const drawing = collect(engine.draw('a', painting('a fox'), none))
    await expect(drawing).rejects.toMatchObject({ name: 'UserError', code: 'engine-will-not-start' })
    expect(log.join('\n')).toContain('no-such-module')
  })
})

describe('stopping', () => {
  it('ends the process, and running jobs throw EngineStopped', async () => {
    const { engine } = await scratchEngine()
    const drawing = engine.draw('a', painting('slow 30', { steps: 200 }), none)
    await drawing.next()
    const refused = expect(collect(drawing)).rejects.toBeInstanceOf(EngineStopped)
    await engine.stop()
    await refused
    expect(engine.status.state).toBe('stopped')
    await expect(collect(engine.draw('c', painting('a fox'), none))).rejects.toBeInstanceOf(EngineStopped)
  })
})

describe('a model that crashes while it is prepared', () => {
  it('does not count as a successful start: the engine backs off and reports why', async () => {
    const backend = new URL('crashing-backend.ts', import.meta.url).href
    const restart = { maxFailedStarts: 2, backoff: { initial: 10, max: 60_000 } }
    const { engine } = await scratchEngine({ backend, restart })
    await expect.poll(() => engine.status.state, { timeout: 60_000 }).toBe('failed')
    expect(engine.status).toMatchObject({
      deaths: 2,
      failure: { reason: 'exit code 1: Error: the weights cannot be read', until: expect.any(Number) },
    })
    await expect(collect(engine.draw('a', painting('a fox'), none))).rejects.toMatchObject({
      code: 'engine-will-not-start',
    })
  })
})

import { describe, expect, it } from 'vitest'
import { createBatcher, type BatchNetwork } from '#src/renderer/batcher.ts'
import type { Row } from '#src/pipeline/predict.ts'

/** A row that remembers a number; the network answers with it. */
function row(value: number, edge = 2): Row {
  const input = { data: new Float32Array(3 * edge * edge).fill(value), channels: 3, height: edge, width: edge }
  return { input, timestep: 0, text: { key: '', embedding: new Float32Array(0), tokens: 0, width: 0 } }
}

const valuesOf = (answers: readonly { readonly data: Float32Array }[]): (number | undefined)[] =>
  answers.map(({ data }) => data[0])

function network(key: string, log: string[], loaded = true): BatchNetwork {
  return {
    key,
    loaded: () => loaded,
    run(rows) {
      log.push(`${key} ${rows.length}`)
      return Promise.resolve({ answers: rows.map(({ input }) => input), seconds: rows.length, loading: 0 })
    },
  }
}

describe('the batcher', () => {
  it('joins the rows of all jobs into one run, and returns to each its outputs and its share of the time', async () => {
    const log: string[] = []
    const batcher = createBatcher()
    const stage = network('I', log)
    const [first, second] = await Promise.all([
      batcher.run(stage, [row(1), row(2)]),
      batcher.run(stage, [row(3), row(4), row(5)]),
    ])
    expect(log).toEqual(['I 5'])
    expect(valuesOf(first.answers)).toEqual([1, 2])
    expect(valuesOf(second.answers)).toEqual([3, 4, 5])
    expect([first.seconds, second.seconds]).toEqual([2, 3])
  })

  it('separates networks and sizes, and alternates between them', async () => {
    const log: string[] = []
    const batcher = createBatcher()
    const [one, two] = [network('I', log), network('II', log)]
    const walk = async (stage: BatchNetwork, edge: number): Promise<void> => {
      for (let step = 0; step < 3; step++) await batcher.run(stage, [row(0, edge)])
    }
    const leave = [batcher.join(), batcher.join(), batcher.join()]
    await Promise.all([walk(one, 2), walk(two, 4), walk(one, 6)])
    for (const left of leave) left()
    expect(log).toEqual(['I 1', 'II 1', 'I 1', 'I 1', 'II 1', 'I 1', 'I 1', 'II 1', 'I 1'])
  })

  it('never splits the rows of a job, and respects the batch limit', async () => {
    const log: string[] = []
    const batcher = createBatcher({ maxRows: 4 })
    const stage = network('I', log)
    const rows = [row(0), row(0), row(0)]
    await Promise.all([batcher.run(stage, rows), batcher.run(stage, rows), batcher.run(stage, [row(0)])])
    expect(log).toEqual(['I 3', 'I 4'])
    await batcher.run(stage, [...rows, ...rows])
    expect(log.at(-1)).toBe('I 6')
  })

  it('prefers loaded networks, but not for ever', async () => {
    const log: string[] = []
    const time = { now: 0 }
    const batcher = createBatcher({ maxWait: 100, now: () => time.now })
    const [far, near] = [network('far', log, false), network('near', log)]
    const waiting = batcher.run(far, [row(0)])
    for (let step = 0; step < 4; step++) {
      await batcher.run(near, [row(0)])
      time.now += 40
    }
    await waiting
    expect(log).toEqual(['near 1', 'near 1', 'near 1', 'far 1', 'near 1'])
  })

  it('waits a moment for a job that is still busy with its last step', async () => {
    const log: string[] = []
    const batcher = createBatcher({ gather: 1000 })
    const stage = network('I', log)
    const leave = [batcher.join(), batcher.join()]
    const late = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      return batcher.run(stage, [row(2)])
    }
    await Promise.all([batcher.run(stage, [row(1)]), late()])
    expect(log).toEqual(['I 2'])
    leave[0]?.()
    await batcher.run(stage, [row(1)])
    expect(log).toEqual(['I 2', 'I 1'])
  })

  it('drops only rows that were cancelled before their run', async () => {
    const log: string[] = []
    const batcher = createBatcher()
    const stage = network('I', log)
    const controller = new AbortController()
    const cancelled = batcher.run(stage, [row(1)], controller.signal)
    const kept = batcher.run(stage, [row(2)])
    controller.abort(new Error('changed my mind'))
    await expect(cancelled).rejects.toThrow('changed my mind')
    expect(valuesOf((await kept).answers)).toEqual([2])
    expect(log).toEqual(['I 1'])
  })

  it('runs a single job at once, and later ones after it', async () => {
    const log: string[] = []
    const batcher = createBatcher()
    const stage = network('I', log)
    const leave = batcher.join()
    const first = batcher.run(stage, [row(1)])
    const joined = batcher.join()
    const others = [batcher.run(stage, [row(2)]), batcher.run(stage, [row(3), row(4)])]
    expect(valuesOf((await first).answers)).toEqual([1])
    expect((await Promise.all(others)).map(({ answers }) => valuesOf(answers))).toEqual([[2], [3, 4]])
    expect(log).toEqual(['I 1', 'I 3'])
    joined()
    expect(valuesOf((await batcher.run(stage, [row(5)])).answers)).toEqual([5])
    leave()
  })

  it('is free again when the only job is cancelled', async () => {
    const log: string[] = []
    const batcher = createBatcher()
    const leave = batcher.join()
    const controller = new AbortController()
    const cancelled = batcher.run(network('I', log), [row(1)], controller.signal)
    controller.abort(new Error('changed my mind'))
    await expect(cancelled).rejects.toThrow('changed my mind')
    const broken: BatchNetwork = { key: 'II', loaded: () => true, run: () => Promise.reject(new Error('no memory')) }
    await expect(batcher.run(broken, [row(2)])).rejects.toThrow('no memory')
    expect(valuesOf((await batcher.run(network('I', log), [row(3)])).answers)).toEqual([3])
    expect(log).toEqual(['I 1'])
    leave()
  })

  it('rejects every job of a failed batch, and continues', async () => {
    const batcher = createBatcher()
    const broken: BatchNetwork = { key: 'I', loaded: () => true, run: () => Promise.reject(new Error('no memory')) }
    const both = await Promise.allSettled([batcher.run(broken, [row(1)]), batcher.run(broken, [row(2)])])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(batcher.run(network('I', []), [row(1)])).resolves.toBeDefined()
  })
})

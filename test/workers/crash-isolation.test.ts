import { describe, expect, it } from 'vitest'
import { recordDeath, startable, type IsolatedJob } from '#src/workers/crash-isolation.ts'

const job = (id: string, isolated = false, deaths = 0): IsolatedJob => ({ id, isolated, deaths })
const ids = (jobs: readonly IsolatedJob[]): string[] => jobs.map(({ id }) => id)

describe('the jobs that may start', () => {
  it('are all, while none is isolated', () => {
    const waiting = [job('a'), job('b')]
    expect(ids(startable(waiting, [job('c')]))).toEqual(['a', 'b'])
    expect(startable(waiting, [])).not.toBe(waiting)
  })

  it('are the first isolated one alone, once no other runs', () => {
    const waiting = [job('a'), job('s', true), job('t', true)]
    expect(ids(startable(waiting, []))).toEqual(['s'])
    expect(ids(startable(waiting, [job('c')]))).toEqual([])
  })

  it('are none while an isolated job runs', () => {
    expect(startable([job('a')], [job('s', true)])).toEqual([])
  })
})

describe('a death', () => {
  it('is blamed on a job that ran alone', () => {
    const alone = job('a')
    expect(recordDeath([alone], 2)).toEqual([])
    expect(alone).toEqual({ id: 'a', isolated: true, deaths: 1 })
    expect(ids(recordDeath([alone], 2))).toEqual(['a'])
  })

  it('isolates jobs that ran together and blames none of them', () => {
    const both = [job('a'), job('b', false, 1)]
    expect(recordDeath(both, 2)).toEqual([])
    expect(both.map(({ isolated, deaths }) => [isolated, deaths])).toEqual([
      [true, 0],
      [true, 1],
    ])
  })
})

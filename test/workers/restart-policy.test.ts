import { describe, expect, it } from 'vitest'
import { countDeath, defaultRestartPolicy, nextStart, noDeaths } from '#src/workers/restart-policy.ts'

const idle = { duringJobs: false }

describe('a worker that died', () => {
  it('is restarted at once if it had been ready, and after a delay if it had not', () => {
    const once = countDeath(noDeaths, idle)
    expect(nextStart(once, { wasReady: true }, defaultRestartPolicy)).toEqual({ delay: 0, refuse: false })
    expect(nextStart(once, { wasReady: false }, defaultRestartPolicy)).toEqual({ delay: 1000, refuse: false })
  })

  it('waits twice as long after each further death, five minutes at most', () => {
    const delays: number[] = []
    let deaths = noDeaths
    for (let i = 0; i < 12; i++) {
      deaths = countDeath(deaths, idle)
      delays.push(nextStart(deaths, { wasReady: false }, defaultRestartPolicy).delay / 1000)
    }
    expect(delays).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300])
  })

  it('refuses jobs after three failed starts, but not after deaths during jobs', () => {
    const three = [1, 2, 3].reduce((deaths) => countDeath(deaths, idle), noDeaths)
    expect(nextStart(three, { wasReady: false }, defaultRestartPolicy).refuse).toBe(true)
    const underJobs = [1, 2, 3].reduce((deaths) => countDeath(deaths, { duringJobs: true }), noDeaths)
    expect(nextStart(underJobs, { wasReady: true }, defaultRestartPolicy)).toEqual({ delay: 2000, refuse: false })
  })
})

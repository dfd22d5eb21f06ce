import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createMetricsRegistry } from '#src/monitoring/metrics.ts'
import { observeDrawing } from '#src/monitoring/observe-drawing.ts'
import { startBot } from '../../harness/start-bot.ts'

/** The value of a metric with these labels, or undefined if there is none. */
function valueOf(metrics: string, name: string, ...labels: readonly string[]): number | undefined {
  const lines = metrics.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
  const line = lines.find((one) => labels.every((label) => one.includes(label)))
  return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ') + 1))
}

describe('the metrics of a bot', () => {
  it('count all phases of a picture, cancelled and failed jobs, and acknowledgements', async () => {
    const bot = await startBot({ metrics: true })
    const read = async (): Promise<string> => (await fetch(`${bot.metricsUrl}/metrics`)).text()
    const ben = bot.discord.person('Ben')

    const painted = await ben.slash('/generate', { prompt: 'a fox' })
    await painted.until(({ buttons }) => buttons.includes('Again'))
    await bot.until('the end to be reported', async () => valueOf(await read(), 'duckrabbit_answers_total') === 1)
    const first = await read()
    expect(valueOf(first, 'duckrabbit_jobs_accepted_total', 'mode="generate"')).toBe(1)
    expect(valueOf(first, 'duckrabbit_jobs_ended_total', 'mode="generate"', 'outcome="done"')).toBe(1)
    expect(valueOf(first, 'duckrabbit_steps_total', 'stage="1"')).toBe(4)
    expect(valueOf(first, 'duckrabbit_steps_total', 'stage="2"')).toBe(2)
    for (const phase of ['queue', 'text', 'stage-1', 'stage-2', 'fit', 'deliver'])
      expect(valueOf(first, 'duckrabbit_job_phase_seconds_count', `phase="${phase}"`)).toBe(1)
    expect(valueOf(first, 'duckrabbit_acknowledgement_seconds_count')).toBe(1)
    expect(valueOf(first, 'duckrabbit_discord_responses_total', 'method="PATCH"', 'status="200"')).toBeGreaterThan(0)
    expect(valueOf(first, 'duckrabbit_engine_state', 'state="ready"')).toBe(1)
    expect(valueOf(first, 'duckrabbit_engine_info', 'model="duckling"', 'device="cpu"')).toBe(1)

    bot.engine.hold(1)
    await ben.slash('/generate', { prompt: 'a hare' })
    const waiting = await bot.discord.person('Ada').slash('/generate', { prompt: 'a cow' })
    await bot.until('one to wait', async () => valueOf(await read(), 'duckrabbit_jobs', 'state="waiting"') === 1)
    expect(valueOf(await read(), 'duckrabbit_jobs', 'state="running"')).toBe(1)
    await (await waiting.until(({ buttons }) => buttons.includes('Cancel'))).press('Cancel')
    bot.engine.release()
    bot.engine.failWith(new Error('a defect'))
    await ben.slash('/generate', { prompt: 'a cow' })
    await bot.until(
      'one to fail',
      async () => valueOf(await read(), 'duckrabbit_jobs_ended_total', 'outcome="failed"', 'failure="incident"') === 1,
    )
    const last = await read()
    expect(valueOf(last, 'duckrabbit_jobs_ended_total', 'outcome="cancelled"')).toBe(1)
    await bot.stop()
  })

  it('include every metric of the dashboard and of the documentation', async () => {
    const bot = await startBot({ metrics: true })
    const metrics = await (await fetch(`${bot.metricsUrl}/metrics`)).text()
    const ofWorkers = createMetricsRegistry()
    observeDrawing(ofWorkers)
    const known = [...`${metrics}${await ofWorkers.metrics()}`.matchAll(/^# TYPE (\S+)/gm)].map(
      ([, name]) => name ?? '',
    )
    for (const file of ['deploy/grafana/duckrabbit.json', 'docs/operating.md']) {
      const text = await readFile(new URL(`../../../${file}`, import.meta.url), 'utf8')
      const named = [...text.matchAll(/\bduckrabbit_[a-z_]+|\b(?:process|nodejs)_[a-z0-9_]+[a-z0-9]/g)].map(
        ([name]) => name,
      )
      const missing = named.filter((name) => !known.includes(name.replace(/_bucket$/, '')))
      expect([file, named.length > 10, missing]).toEqual([file, true, []])
    }
    await bot.stop()
  })

  it('report that the bot is ready, and that it is not after it has disconnected', async () => {
    const bot = await startBot({ metrics: true })
    expect((await fetch(`${bot.metricsUrl}/readyz`)).status).toBe(200)
    bot.discord.faults.disconnect(4004)
    await bot.until('it to be refused', async () => (await fetch(`${bot.metricsUrl}/readyz`)).status === 503)
    expect(await (await fetch(`${bot.metricsUrl}/readyz`)).text()).toBe('The bot is not connected to Discord.\n')
    await bot.stop()
  })
})

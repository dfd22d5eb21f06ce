import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { addReadMetric, createMetricsRegistry } from '#src/monitoring/metrics.ts'
import { serveMetrics } from '#src/monitoring/serve-metrics.ts'

async function serve(notReady: () => readonly string[] = () => [], registry = createMetricsRegistry()) {
  const server = await serveMetrics({ host: '127.0.0.1', port: 0, registry, notReady })
  onTestFinished(() => server.close())
  return server
}

describe('the metrics server', () => {
  it('answers that the process is alive, and counts its memory', async () => {
    const { url } = await serve()
    expect(await (await fetch(`${url}/healthz`)).text()).toBe('ok\n')
    const metrics = await fetch(`${url}/metrics`)
    expect(metrics.headers.get('content-type')).toContain('text/plain')
    expect(await metrics.text()).toMatch(/^process_resident_memory_bytes \d+/m)
  })

  it('leaves out a value that cannot be looked up', async () => {
    const registry = createMetricsRegistry()
    const lookUps = [() => [{ value: 1 }], () => Promise.reject(new Error('unreadable'))]
    addReadMetric(registry, 'jobs', 'Jobs.', [], () => lookUps.shift()?.() ?? [])
    addReadMetric(registry, 'shards', 'Shards.', ['shard'], () => [])
    const { url } = await serve(() => [], registry)
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^jobs 1$/m)
    const failing = await fetch(`${url}/metrics`)
    const text = await failing.text()
    expect(failing.status).toBe(200)
    expect(text).toMatch(/^process_resident_memory_bytes \d+/m)
    expect(text).not.toMatch(/^(jobs|shards)\b/m)
  })

  it('says why the process cannot serve people', async () => {
    let reasons = ['The bot is not connected to Discord.', 'The engine is starting.']
    const { url } = await serve(() => reasons)
    const before = await fetch(`${url}/readyz`)
    expect(before.status).toBe(503)
    expect(await before.text()).toBe('The bot is not connected to Discord.\nThe engine is starting.\n')
    reasons = []
    const after = await fetch(`${url}/readyz`)
    expect([after.status, await after.text()]).toEqual([200, 'ready\n'])
  })

  it('refuses other addresses and methods', async () => {
    const { url } = await serve()
    expect((await fetch(`${url}/secret`)).status).toBe(404)
    expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(405)
  })

  it('names the port that another program uses', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void other.close())
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo // what `listen` on a port gives
    const registry = createMetricsRegistry()
    const attempt = serveMetrics({ host: '127.0.0.1', port, registry, notReady: () => [] })
    await expect(attempt).rejects.toThrow(`METRICS_PORT ${port} do not work: another program uses this port`)
  })
})

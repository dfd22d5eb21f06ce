import { Counter, type Registry } from 'prom-client'
import type { JobQueue } from '#src/queue/job-queue.ts'
import { addReadMetric } from './metrics.ts'

/** Counts jobs by mode and outcome, and the drawn steps. The returned function stops the counting. */
export function observeQueue(registry: Registry, queue: Pick<JobQueue, 'subscribe' | 'overview'>): () => void {
  const registers = [registry]
  const accepted = new Counter({
    name: 'duckrabbit_jobs_accepted_total',
    help: 'Jobs that were accepted, by mode.',
    labelNames: ['mode'],
    registers,
  })
  const ended = new Counter({
    name: 'duckrabbit_jobs_ended_total',
    help: 'Jobs that ended, by mode, outcome (done, failed, cancelled) and code of the failure.',
    labelNames: ['mode', 'outcome', 'failure'],
    registers,
  })
  const steps = new Counter({
    name: 'duckrabbit_steps_total',
    help: 'Sampling steps by stage, counted from 1. Their rate is the step rate.',
    labelNames: ['stage'],
    registers,
  })
  addReadMetric(registry, 'duckrabbit_jobs', 'Jobs that wait or run now.', ['state'], async () => {
    const { running, waiting } = await queue.overview()
    return [
      { labels: { state: 'running' }, value: running.length },
      { labels: { state: 'waiting' }, value: waiting.length },
    ]
  })
  return queue.subscribe((event) => {
    switch (event.type) {
      case 'accepted':
        return accepted.inc({ mode: event.job.request.mode })
      case 'drawing':
        if (event.event.type === 'step') steps.inc({ stage: event.event.stage + 1 })
        return
      case 'done':
      case 'failed':
      case 'cancelled': {
        const { request, failure } = event.job
        return ended.inc({ mode: request.mode, outcome: event.type, failure: failure?.code ?? '' })
      }
      case 'began':
      case 'positions-changed':
        return
      default:
        event satisfies never
    }
  })
}

import { Counter, Histogram, type Registry } from 'prom-client'
import type { EndReport } from '../delivery/report-end.ts'
import { secondsBuckets } from '#src/monitoring/metrics.ts'

/** Phases of a job as the label names them. */
const phases = {
  queue: 'queue',
  text: 'text',
  stageI: 'stage-1',
  stageII: 'stage-2',
  files: 'files',
  fit: 'fit',
  deliver: 'deliver',
} as const

/** Counts answers and the seconds of each phase. The returned function takes the report of each ended job. */
export function observeEnds(registry: Registry): (report: EndReport) => void {
  const registers = [registry]
  const answers = new Counter({
    name: 'duckrabbit_answers_total',
    help: 'Ended jobs, by whether their answer was delivered or is still owed to the person.',
    labelNames: ['outcome'],
    registers,
  })
  const seconds = new Histogram({
    name: 'duckrabbit_job_phase_seconds',
    help: 'Seconds of a job by phase: queue, text, stage-1, stage-2, files, fit, deliver.',
    labelNames: ['phase'],
    buckets: [...secondsBuckets],
    registers,
  })
  return (report) => {
    answers.inc({ outcome: report.outcome })
    for (const [key, phase] of Object.entries(phases)) {
      const value = report.seconds[key as keyof typeof phases] // the keys of `phases`
      if (value !== null) seconds.observe({ phase }, value)
    }
  }
}

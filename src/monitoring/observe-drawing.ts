import { Counter, Histogram, type Registry } from 'prom-client'
import type { Engine } from '#src/engine/engine.ts'
import type { EngineEvent, Timings } from '#src/renderer/events.ts'
import { secondsBuckets } from './metrics.ts'

/** Phases of a drawing as the label names them. */
const phases: Readonly<Record<string, (timings: Timings) => number | undefined>> = {
  loading: ({ loading }) => loading,
  text: ({ text }) => text,
  'stage-1': ({ stages }) => stages[0],
  'stage-2': ({ stages }) => stages[1],
  'stage-3': ({ stages }) => stages[2],
  files: ({ files }) => files,
}

/** Counts what engines draw, for a process that draws for others. The returned function wraps the engines to be counted. */
export function observeDrawing(registry: Registry): (draw: Engine['draw']) => Engine['draw'] {
  const registers = [registry]
  const drawings = new Counter({
    name: 'duckrabbit_drawings_total',
    help: 'Attempts to draw a job that ended here, by mode and outcome (done, failed, cancelled).',
    labelNames: ['mode', 'outcome'],
    registers,
  })
  const steps = new Counter({
    name: 'duckrabbit_drawn_steps_total',
    help: 'Sampling steps that were made here, by stage from 1. Their rate is the step rate.',
    labelNames: ['stage'],
    registers,
  })
  const seconds = new Histogram({
    name: 'duckrabbit_drawing_phase_seconds',
    help: 'Seconds of a drawing by phase: loading, text, stage-1, stage-2, stage-3, files.',
    labelNames: ['phase'],
    buckets: [...secondsBuckets],
    registers,
  })

  function count(event: EngineEvent): void {
    if (event.type === 'step') steps.inc({ stage: event.stage + 1 })
    if (event.type !== 'done') return
    for (const [phase, of] of Object.entries(phases)) {
      const value = of(event.timings)
      if (value !== undefined) seconds.observe({ phase }, value)
    }
  }

  return (draw) =>
    async function* (id, request, pictures, options = {}) {
      const { mode } = request
      // A reader that leaves early has cancelled.
      let outcome = 'cancelled'
      try {
        for await (const event of draw(id, request, pictures, options)) {
          count(event)
          yield event
        }
        outcome = 'done'
      } catch (error) {
        if (options.signal?.aborted !== true) outcome = 'failed'
        throw error
      } finally {
        drawings.inc({ mode, outcome })
      }
    }
}

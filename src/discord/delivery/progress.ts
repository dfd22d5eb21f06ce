import type { Clock } from '@duckrabbit/clock'
import type { EngineEvent, StageOutline } from '#src/renderer/events.ts'
import type { Progress } from '#src/queue/job-queue.ts'
import type { RunningFacts } from '../cards/progress.ts'

/** The facts about a running job so far. */
export interface RunningState extends RunningFacts {
  readonly stages: readonly StageOutline[]
  /** How many pictures it draws. */
  readonly pictures: number
  /** Among how many pictures of the first stage it chooses. */
  readonly candidates: number
}

export const justStarted: RunningState = {
  line: ({ starting }) => starting,
  fraction: 0,
  preview: undefined,
  stages: [],
  pictures: 1,
  candidates: 1,
}

/** The state after one more event. */
export function afterEvent(
  state: RunningState,
  event: EngineEvent,
  progress: Progress,
  clock: Pick<Clock, 'now'>,
): RunningState {
  switch (event.type) {
    case 'started':
      return { ...justStarted, stages: event.stages, pictures: event.count, candidates: event.candidates ?? 1 }
    case 'loading':
      return { ...state, line: event.network === 'text encoder' ? ({ reading }) => reading : justStarted.line }
    case 'step': {
      const ready = progress.secondsLeft === null ? undefined : clock.now() + progress.secondsLeft * 1000
      return {
        ...state,
        fraction: progress.fraction,
        preview: event.preview ?? state.preview,
        line: ({ step }) =>
          step({
            stage: event.stage === 0 ? 'I' : 'II',
            step: event.step,
            steps: event.steps,
            picture: (event.candidate ?? event.picture) + 1,
            pictures: event.candidate === undefined ? state.pictures : state.candidates,
            ready,
          }),
      }
    }
    case 'picture':
      return { ...state, preview: event.file, fraction: progress.fraction }
    case 'chosen':
    case 'sheet':
    case 'withheld':
      return state
    case 'interrupted':
      return { ...justStarted, line: ({ again }) => again }
    case 'done':
      return { ...state, fraction: 1 }
    default:
      return event satisfies never
  }
}

/**
 * The facts without a preview of more than `limit` bytes. A finished picture is shown as a preview until the files of
 * the result are ready, and Discord would refuse the whole edit.
 */
export function previewWithin(facts: RunningFacts, limit: number): RunningFacts {
  const { preview } = facts
  return preview === undefined || preview.bytes.byteLength <= limit ? facts : { ...facts, preview: undefined }
}

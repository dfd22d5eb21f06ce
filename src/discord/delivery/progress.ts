import type { Clock } from '#src/clock.ts'
import type { EncodedPicture, EngineEvent, StageOutline } from '#src/renderer/events.ts'
import { running } from '#src/messages/replies.ts'
import type { Progress } from '#src/queue/job-queue.ts'
import type { RunningFacts } from '../cards/progress.ts'

/** What has been heard of a running job so far. */
export interface Story {
  readonly line: string
  readonly fraction: number
  readonly preview: EncodedPicture | undefined
  readonly stages: readonly StageOutline[]
  readonly pictures: number
}

export const beginning: Story = {
  line: running.starting,
  fraction: 0,
  preview: undefined,
  stages: [],
  pictures: 1,
}

/** The story with one more event in it. */
export function told(story: Story, event: EngineEvent, progress: Progress, clock: Pick<Clock, 'now'>): Story {
  switch (event.type) {
    case 'started':
      return { ...beginning, stages: event.stages, pictures: event.count }
    case 'loading':
      return { ...story, line: event.network === 'text encoder' ? running.reading : running.starting }
    case 'step': {
      const ready = progress.secondsLeft === null ? undefined : clock.now() + progress.secondsLeft * 1000
      return {
        ...story,
        fraction: progress.fraction,
        preview: event.preview ?? story.preview,
        line: running.step({
          stage: event.stage === 0 ? 'I' : 'II',
          step: event.step,
          steps: event.steps,
          picture: event.picture + 1,
          pictures: story.pictures,
          ready,
        }),
      }
    }
    case 'picture':
      return { ...story, preview: event.file, fraction: progress.fraction }
    case 'sheet':
      return story
    case 'interrupted':
      return { ...beginning, line: running.again }
    case 'done':
      return { ...story, fraction: 1 }
    default:
      return event satisfies never
  }
}

export const toFacts = ({ line, fraction, preview }: Story): RunningFacts => ({ line, fraction, preview })

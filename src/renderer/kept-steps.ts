import { stripIndices } from '#src/image/strip.ts'
import type { CascadeEvent, CascadePlan } from '#src/pipeline/cascade.ts'
import { copied } from '#src/pipeline/planes.ts'
import type { KeptStep } from './events.ts'
import { stepsOfPicture } from './outline.ts'

/** Copies those steps of each picture that its strip shows. */
export interface KeptSteps {
  /** Copies the step if the strip shows it. Its arrays may be reused afterwards. */
  add(event: Extract<CascadeEvent, { type: 'step' }>): void
  of(picture: number): readonly KeptStep[]
}

/** @param count the number of kept steps per picture, evenly spaced over all stages */
export function createKeptSteps({ plans }: CascadePlan, count: number): KeptSteps {
  const wanted = new Set(stripIndices(stepsOfPicture(plans), count))
  const pictures = new Map<number, { seen: number; readonly kept: KeptStep[] }>()
  return {
    add({ picture, stage, step }) {
      const own = pictures.get(picture) ?? { seen: 0, kept: [] }
      pictures.set(picture, own)
      if (!wanted.has(own.seen++)) return
      own.kept.push({ stage, timestep: step.timestep, x: copied(step.seen), estimate: copied(step.estimate) })
    },
    of: (picture) => pictures.get(picture)?.kept ?? [],
  }
}

import { stripIndices } from '#src/image/strip.ts'
import type { CascadeEvent, CascadePlan } from '#src/pipeline/cascade.ts'
import { copied } from '#src/pipeline/planes.ts'
import type { KeptStep } from './events.ts'
import { stepsOfPicture } from './outline.ts'

/** Copies those steps of each picture that its strip shows. */
export interface KeptSteps {
  /** Copies the step if the strip shows it. Its arrays may be reused afterwards. */
  add(event: Extract<CascadeEvent, { type: 'step' }>): void
  /** Only the chosen candidate's steps are those of its picture. */
  choose(event: Extract<CascadeEvent, { type: 'chosen' }>): void
  of(picture: number): readonly KeptStep[]
}

interface Own {
  seen: number
  readonly kept: KeptStep[]
}

/** @param count the number of kept steps per picture, evenly spaced over all stages */
export function createKeptSteps({ plans }: CascadePlan, count: number): KeptSteps {
  const wanted = new Set(stripIndices(stepsOfPicture(plans), count))
  const pictures = new Map<number, Own>()
  const candidates = new Map<number, Own>()
  return {
    add({ picture, candidate, stage, step }) {
      const [all, key] = candidate === undefined ? [pictures, picture] : [candidates, candidate]
      const own = all.get(key) ?? { seen: 0, kept: [] }
      all.set(key, own)
      if (!wanted.has(own.seen++)) return
      own.kept.push({ stage, timestep: step.timestep, x: copied(step.seen), estimate: copied(step.estimate) })
    },
    choose({ picture, chosen }) {
      const own = candidates.get(chosen)
      if (own !== undefined) pictures.set(picture, own)
      candidates.clear()
    },
    of: (picture) => pictures.get(picture)?.kept ?? [],
  }
}

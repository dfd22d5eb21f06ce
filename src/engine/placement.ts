/** One engine of several, as a job sees it. */
export interface Candidate {
  /** How many more jobs it can run now. */
  readonly free: number
  /** Seconds until it has room, or null if unknown, 0 if it has room. */
  readonly wait: number | null
  /** Seconds of loading the job's model first; 0 if it is loaded, null if it is not and was never measured. */
  readonly loading: number | null
  /** Seconds of drawing, or null if unknown. */
  readonly drawing: number | null
}

/** Where a job goes: to a candidate now, or nowhere yet. `again`: the seconds after which to ask again, if that is known. */
export type Placement<Each> =
  | { readonly kind: 'now'; readonly candidate: Each }
  | { readonly kind: 'later'; readonly again: number | null }

/** Stands in for unmeasured seconds of loading and drawing. */
const unmeasured = { loading: 20, drawing: 10 }
/** Waiting must be quicker by this many seconds, since estimates err. */
const margin = 2

/**
 * Chooses the candidate that finishes the job first. A busy one that has the model loaded may win over an idle one that
 * would have to load it: then the job waits.
 */
export function place<Each extends Candidate>(candidates: readonly Each[]): Placement<Each> {
  const idle = quickest(candidates.filter(({ free }) => free > 0))
  const busy = quickest(candidates.filter(({ free, wait, loading }) => free <= 0 && wait !== null && loading === 0))
  if (idle === undefined) return { kind: 'later', again: null }
  if (busy !== undefined && secondsOf(busy) + margin < secondsOf(idle)) return { kind: 'later', again: busy.wait }
  return { kind: 'now', candidate: idle }
}

function quickest<Each extends Candidate>(candidates: readonly Each[]): Each | undefined {
  // Among equals the one with the most room is chosen, so that work spreads.
  return [...candidates].sort((a, b) => secondsOf(a) - secondsOf(b) || b.free - a.free)[0]
}

/** Seconds until the job would be finished there. */
function secondsOf({ wait, loading, drawing }: Candidate): number {
  return (wait ?? 0) + (loading ?? unmeasured.loading) + (drawing ?? unmeasured.drawing)
}

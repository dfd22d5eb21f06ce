/** What the child says that it is doing; a child that runs a network cannot answer until it is through. */
export type Activity =
  /** Forked, nothing heard yet. */
  | { readonly kind: 'starting' }
  /** Reading weights, building a session. */
  | { readonly kind: 'loading' }
  /** One run of a network; `expected` is what it took before, in seconds. */
  | { readonly kind: 'running'; readonly expected?: number | undefined }
  /** It has jobs, but is in none of its networks: arithmetic, encoding of pictures. */
  | { readonly kind: 'between' }
  /** It has nothing to do. */
  | { readonly kind: 'idle' }

/** How long each activity may last, in seconds, before the child counts as hung. */
export interface Deadlines {
  readonly starting: number
  readonly loading: number
  /** A run whose duration is not known yet. */
  readonly firstRun: number
  /** A run may take `runFactor` times what it took before, and `runFloor` in any case. */
  readonly runFactor: number
  readonly runFloor: number
  readonly between: number
}

/** Generous: a machine that swaps or sleeps is slow, not dead. */
export const defaultDeadlines: Deadlines = {
  starting: 120,
  loading: 900,
  firstRun: 900,
  runFactor: 20,
  runFloor: 60,
  between: 120,
}

/** Seconds that an activity may last; null: for ever. */
export function deadlineOf(activity: Activity, deadlines: Deadlines): number | null {
  switch (activity.kind) {
    case 'starting':
      return deadlines.starting
    case 'loading':
      return deadlines.loading
    case 'running':
      return activity.expected === undefined
        ? deadlines.firstRun
        : Math.max(deadlines.runFloor, deadlines.runFactor * activity.expected)
    case 'between':
      return deadlines.between
    case 'idle':
      return null
    default:
      return activity satisfies never
  }
}

export interface Watchdog {
  /** Starts the clock anew for what the child does now. */
  watch(activity: Activity): void
  stop(): void
}

/** Calls `hung` once when an activity outlasts its deadline. */
export function createWatchdog(deadlines: Deadlines, hung: (activity: Activity, seconds: number) => void): Watchdog {
  let timer: NodeJS.Timeout | undefined
  return {
    watch(activity) {
      clearTimeout(timer)
      const seconds = deadlineOf(activity, deadlines)
      if (seconds !== null) timer = setTimeout(() => hung(activity, seconds), seconds * 1000)
    },
    stop: () => clearTimeout(timer),
  }
}

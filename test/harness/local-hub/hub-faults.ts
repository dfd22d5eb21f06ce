/** What goes wrong on the local hub, and how often. */
export interface HubFaults {
  /** The next transfers of a file break off after so many bytes, counted from where they begin. */
  cut(path: string, after: number, times?: number): void
  /** The next transfers of a file have a wrong byte. */
  corrupt(path: string, times?: number): void
  /** The next requests of this kind get this status. */
  answer(kind: 'api' | 'resolve', status: number, times: number, headers?: Readonly<Record<string, string>>): void
  /** Ranges are ignored, as some proxies do. */
  ignoreRanges(): void
}

interface Answer {
  readonly kind: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  left: number
}

/** The faults as the server asks for them. */
export interface HubFaultQueue extends HubFaults {
  nextAnswer(kind: 'api' | 'resolve'): Omit<Answer, 'left'> | undefined
  nextCut(path: string): number | undefined
  nextCorruption(path: string): boolean
  readonly rangesIgnored: () => boolean
}

export function createFaults(): HubFaultQueue {
  const cuts = new Map<string, { after: number; left: number }>()
  const corruptions = new Map<string, number>()
  const answers: Answer[] = []
  let ignoring = false
  return {
    cut: (path, after, times = 1) => void cuts.set(path, { after, left: times }),
    corrupt: (path, times = 1) => void corruptions.set(path, times),
    answer: (kind, status, times, headers = {}) => void answers.push({ kind, status, headers, left: times }),
    ignoreRanges: () => (ignoring = true),
    rangesIgnored: () => ignoring,
    nextAnswer(kind) {
      const found = answers.find((answer) => answer.kind === kind && answer.left > 0)
      if (found !== undefined) found.left--
      return found
    },
    nextCut(path) {
      const found = cuts.get(path)
      if (found === undefined || found.left === 0) return undefined
      found.left--
      return found.after
    },
    nextCorruption(path) {
      const left = corruptions.get(path) ?? 0
      corruptions.set(path, Math.max(0, left - 1))
      return left > 0
    },
  }
}

import { gigabytes } from '#src/gigabytes.ts'
import type { PullProgress } from '#src/hub/pull.ts'
import { timeOf } from '../progress.ts'
import type { Output } from '../terminal.ts'

export interface TransferProgress extends PullProgress {
  /** Removes the bar. */
  end(): void
  /** The bytes that were fetched in this run. */
  readonly fetched: () => number
}

interface TransferOptions {
  readonly output: Output
  /** In milliseconds. */
  readonly now: () => number
  /** The bytes of all files that are not in their place yet. */
  readonly total: number
}

/** The shortest time between two redraws of the bar, in milliseconds. */
const interval = 100
/** The speed is measured over this many milliseconds. */
const window = 15_000

/** Shows the progress, speed and remaining time of a download: a bar on a terminal, a line for every tenth elsewhere. */
export function createTransferProgress({ output, now, total }: TransferOptions): TransferProgress {
  const samples: { readonly at: number; readonly bytes: number }[] = []
  let done = 0
  let fetched = 0
  let label = ''
  let drawnAt = -Infinity
  let tenth = 0
  const onTerminal = output.isTTY === true

  function left(): string {
    const [first] = samples
    const last = samples.at(-1)
    if (first === undefined || last === undefined || last.at - first.at < 500) return ''
    const perSecond = ((last.bytes - first.bytes) / (last.at - first.at)) * 1000
    if (perSecond <= 0) return ''
    return ` · ${gigabytes(perSecond)}/s · ${timeOf((total - done) / perSecond)} left`
  }

  function show(): void {
    const at = now()
    if (onTerminal) {
      if (at - drawnAt < interval) return
      drawnAt = at
      output.write(
        `\r\x1b[K${barOf(`${gigabytes(done)} of ${gigabytes(total)}${left()}`, label, done / total, output.columns ?? 80)}`,
      )
    } else if (total > 0 && Math.floor((10 * done) / total) > tenth) {
      tenth = Math.floor((10 * done) / total)
      output.write(`${10 * tenth} %: ${gigabytes(done)} of ${gigabytes(total)}${left()}\n`)
    }
  }

  function advance(count: number): void {
    done = Math.min(total, Math.max(0, done + count))
    const at = now()
    samples.push({ at, bytes: done })
    while ((samples[0]?.at ?? at) < at - window) samples.shift()
    show()
  }

  return {
    onFile({ folder, file }, kind) {
      label = `${verbs[kind]} ${folder === '' ? '' : `${folder}/`}${file.path}`
      if (!onTerminal) output.write(`${label} (${gigabytes(file.size)})\n`)
    },
    // Checking reads the disk, which says nothing about the speed of the connection.
    onChecked: () => show(),
    onFetched(count) {
      fetched += count
      advance(count)
    },
    end: () => void (onTerminal && output.write('\r\x1b[K')),
    fetched: () => fetched,
  }
}

const verbs = { checking: 'checking', fetching: 'fetching', linking: 'using a copy of' } as const

function barOf(words: string, label: string, share: number, columns: number): string {
  const width = Math.min(20, columns - words.length - 3)
  const full = Math.round(width * Math.min(1, share || 0))
  const bar = width < 5 ? '' : `${'█'.repeat(full)}${'░'.repeat(width - full)}  `
  const room = columns - 1 - bar.length - words.length - 3
  return `${bar}${words}${room > 15 ? ` · ${label.slice(0, room)}` : ''}`.slice(0, columns - 1)
}

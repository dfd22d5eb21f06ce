import type { LoadingEvent, StartedEvent, StepEvent } from '#src/renderer/events.ts'
import type { Output } from './terminal.ts'
import { modeOf } from '#src/requests/draw-request.ts'

/** Shows the progress of a drawing on the error output: a moving bar on a terminal, a few lines elsewhere. */
export interface Progress {
  started(event: StartedEvent): void
  loading(event: LoadingEvent): void
  step(event: StepEvent): void
  /** Prints a line above the bar. */
  print(line: string): void
  /** Removes the bar. */
  end(): void
}

export function createProgress(output: Output, now: () => number): Progress {
  return output.isTTY === true ? barOn(output, now) : linesOn(output)
}

function linesOn(output: Output): Progress {
  const print = (line: string): void => void output.write(`${line}\n`)
  return {
    started: (event) => print(headline(event)),
    loading: ({ network }) => print(`Loading ${network}.`),
    step: () => undefined,
    print,
    end: () => undefined,
  }
}

/** The shortest time between two redraws of the bar, in milliseconds. */
const interval = 80

function barOn(output: Output, now: () => number): Progress {
  let shown = ''
  let drawnAt = -Infinity
  let outline: StartedEvent | undefined
  const pace = createPace(now)

  const show = (line: string): void => {
    if (line === shown) return
    output.write(`\r\x1b[K${line}`)
    shown = line
  }
  const print = (line: string): void => {
    const bar = shown
    show('')
    output.write(`${line}\n`)
    show(bar)
  }

  return {
    started(event) {
      outline = event
      print(headline(event))
    },
    loading({ network }) {
      pace.pause()
      show(`loading ${network} …`)
    },
    step(event) {
      pace.step(event)
      if (now() - drawnAt < interval && event.done < event.total) return
      drawnAt = now()
      show(lineOf(event, outline, pace, output.columns ?? 80))
    },
    print,
    end: () => show(''),
  }
}

function headline({ model, count, candidates = 1, stages, request, total }: StartedEvent): string {
  const what = candidates > 1 ? `the best of ${candidates} pictures` : count === 1 ? 'one picture' : `${count} pictures`
  const shared = modeOf(request).resolvedSettings(request)
  const seed = shared === undefined ? '' : `, seed ${shared.seed}`
  const alike = total === count * stages.reduce((sum, { steps }) => sum + steps, 0)
  const outlines = stages.map(
    ({ name, width, height, steps }) => `${name} ${width} × ${height}${alike ? `, ${stepsInWords(steps)}` : ''}`,
  )
  return `Drawing ${what} with ${model}${seed} (${[...outlines, ...(alike ? [] : [`${stepsInWords(total)} in all`])].join('; ')}).`
}

function stepsInWords(steps: number): string {
  return steps === 1 ? 'one step' : `${steps} steps`
}

function lineOf(event: StepEvent, outline: StartedEvent | undefined, pace: Pace, columns: number): string {
  const stage = outline?.stages[event.stage]?.name ?? `stage ${event.stage + 1}`
  const which = outline === undefined ? '' : pictureOf(event, outline)
  const rate = pace.rate()
  const left = outline && pace.left(event, outline)
  const words = [
    `${which}${stage}, step ${event.step} of ${event.steps}`,
    ...(rate === undefined ? [] : [rateOf(rate)]),
    ...(left === undefined ? [] : [`${timeOf(left)} left`]),
  ].join(' · ')
  const room = Math.min(30, columns - words.length - 4)
  if (room < 5) return words.slice(0, columns - 1)
  const full = Math.round((room * event.done) / event.total)
  return `${'█'.repeat(full)}${'░'.repeat(room - full)}  ${words}`
}

function pictureOf({ picture, candidate }: StepEvent, { count, candidates = 1 }: StartedEvent): string {
  if (candidate !== undefined) return `picture ${candidate + 1} of ${candidates}, `
  return count > 1 ? `picture ${picture + 1} of ${count}, ` : ''
}

function rateOf(seconds: number): string {
  return seconds > 1 ? `${seconds.toFixed(1)} s a step` : `${(1 / seconds).toFixed(1)} steps/s`
}

/** Formats seconds: 8 s, 2 min 05 s, 1 h 20 min. */
export function timeOf(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, '0')} s`
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}

interface Pace {
  step(event: StepEvent): void
  /** Ignores the time until the next step, since it is not the time of a step. */
  pause(): void
  /** Seconds per step of the current stage. Undefined before its second step. */
  rate(): number | undefined
  /** Seconds until everything is done. Undefined while the speed of a stage is unknown. */
  left(event: StepEvent, outline: StartedEvent): number | undefined
}

/** Measures how long the steps of each stage take. Later steps count more. */
function createPace(now: () => number): Pace {
  const seconds = new Map<number, number>()
  let last: { readonly at: number; readonly stage: number } | undefined
  let current = 0
  return {
    pause() {
      last = undefined
    },
    step({ stage }) {
      const at = now()
      if (last?.stage === stage) {
        const measured = (at - last.at) / 1000
        const before = seconds.get(stage)
        seconds.set(stage, before === undefined ? measured : 0.7 * before + 0.3 * measured)
      }
      last = { at, stage }
      current = stage
    },
    rate: () => seconds.get(current),
    left(event, { stages, count, candidates = 1 }) {
      const perStep = stages.map(
        ({ seconds: expected, steps }, stage) =>
          seconds.get(stage) ?? (expected === null ? undefined : expected / steps),
      )
      const whole = sum(stages.map(({ steps }, stage) => scaled(perStep[stage], steps)))
      const rest = stages.map(({ steps }, stage) =>
        scaled(perStep[stage], stage < event.stage ? 0 : stage === event.stage ? event.steps - event.step : steps),
      )
      const others = event.candidate === undefined ? 0 : candidates - event.candidate - 1
      const first = scaled(perStep[0], (stages[0]?.steps ?? 0) * others)
      const all = sum([...rest, first])
      return all === undefined || whole === undefined ? undefined : all + whole * (count - event.picture - 1)
    },
  }
}

function scaled(seconds: number | undefined, steps: number): number | undefined {
  return steps === 0 ? 0 : seconds === undefined ? undefined : seconds * steps
}

function sum(numbers: readonly (number | undefined)[]): number | undefined {
  let total = 0
  for (const number of numbers) {
    if (number === undefined) return undefined
    total += number
  }
  return total
}

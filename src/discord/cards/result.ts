import { buttons, ended, handover, result } from '#src/messages/replies.ts'
import type { Result } from '#src/store/store.ts'
import type { Job } from '#src/store/job.ts'
import type { Verb } from '../custom-id.ts'
import { button, container, gallery, quote, rows, smallPrint, text } from '../frame.ts'
import { modeTable } from '../mode-table.ts'
import type { OutgoingFile, Payload } from '../payload.ts'
import { isReading } from '../replies/develop.ts'
import { meaningsOf, requestLine } from '../request-text.ts'
import { headline } from './progress.ts'
import { settingsLine } from './settings-line.ts'

/** A result's file, ready to be sent: perhaps no longer the PNG that the store has. */
export interface ReadyFile {
  readonly result: Result
  readonly file: OutgoingFile
}

export interface ResultFacts {
  readonly job: Job
  /** Everything that the job made, shown or not. */
  readonly results: readonly Result[]
  /** What is shown, as far as it fits. */
  readonly files: readonly ReadyFile[]
  /** Sentences below the pictures: made smaller, too long a prompt. */
  readonly notes: readonly string[]
  /** Written above: whom it is for, where a new message answers an old one. */
  readonly heading?: string
  readonly spoiler: boolean
  /** Which meaning of the picture is shown large, from 0. */
  readonly turned?: number
}

type ButtonMaker = (job: Job, results: readonly Result[], turned: number) => readonly ReturnType<typeof button>[]

const one = (press: Parameters<typeof button>[0]) => [button(press)]

/** How each verb shows itself under a result; a verb that has nothing to offer shows nothing. */
const makers: Partial<Record<Verb, ButtonMaker>> = {
  again: ({ id }) => one({ verb: 'again', job: id, label: buttons.again, emoji: '🎲', style: 'main' }),
  remix: ({ id }) => one({ verb: 'remix', job: id, label: buttons.remix, emoji: '🖋️' }),
  up: ({ id }, results) => {
    const small = results.filter(({ role, width }) => role === 'picture' && width === 64)
    return small.map(({ picture }) =>
      button({
        verb: 'up',
        job: id,
        argument: picture,
        label: buttons.up(small.length > 1 ? picture + 1 : undefined),
        emoji: '⬆️',
      }),
    )
  },
  vary: ({ id }, results) =>
    results.filter(({ role }) => role === 'picture').length === 1
      ? [
          button({ verb: 'vary', job: id, argument: 'little', label: buttons.varyLittle, emoji: '🌱' }),
          button({ verb: 'vary', job: id, argument: 'much', label: buttons.varyMuch, emoji: '🌳' }),
        ]
      : [],
  turn: ({ id, request }, results, turned) => {
    const { turn } = modeTable[request.mode]
    const count = results.filter(({ role }) => isReading(role)).length
    if (turn === undefined || count < 2) return []
    const argument = (turned + 1) % count
    return one({
      verb: 'turn',
      job: id,
      argument,
      label: buttons[turn],
      emoji: turn === 'turn' ? '🔄' : '👣',
      style: 'main',
    })
  },
  move: ({ id }, results) =>
    results.some(({ role }) => isReading(role)) ? one({ verb: 'move', job: id, label: buttons.move, emoji: '🎬' }) : [],
  steps: ({ id }, results) =>
    results.some(({ role }) => role === 'strip')
      ? one({ verb: 'steps', job: id, label: buttons.steps, emoji: '🎞️' })
      : [],
  bin: ({ id }) => one({ verb: 'bin', job: id, label: buttons.bin, emoji: '🗑️', style: 'danger' }),
}

const resultButtons = (job: Job, results: readonly Result[], turned: number) =>
  modeTable[job.request.mode].buttons.flatMap((verb) => makers[verb]?.(job, results, turned) ?? [])

/**
 * Whether a result's file stands in the message itself. A strip is wide and fills a gallery of its own; several would
 * be cropped to squares, so with more than one picture they are left to the Steps button.
 */
export function isShown(job: Job, results: readonly Result[], { role }: Pick<Result, 'role'>): boolean {
  if (isReading(role)) return true
  const pictures = results.filter((result) => result.role === 'picture').length
  if (role === 'strip' && pictures > 1) return false
  if (role === 'picture' && results.some((other) => other.role === 'sheet' || isReading(other.role))) return false
  return modeTable[job.request.mode].galleries.some((roles) => roles.includes(role))
}

/** A finished job: its galleries, seed, settings and time, and everything that can be done with it. */
export function resultCard({ job, results, files, notes, heading, spoiler, ...rest }: ResultFacts): Payload {
  const turned = rest.turned ?? firstMeaning(job, results)

  const shown = files.filter((ready) => isShown(job, results, ready.result))
  const readings = shown.filter((ready) => isReading(ready.result.role))
  const alt = requestLine(job.request)
  const galleries = modeTable[job.request.mode].galleries.flatMap((roles) => {
    const items = shown.filter(({ result }) => roles.includes(result.role))
    if (items.length === 0) return []
    return [
      gallery(
        items.map(({ result: { role }, file }) => ({
          file: file.name,
          alt: role === 'strip' ? `${result.stripAlt} ${alt}` : alt,
          spoiler,
        })),
      ),
    ]
  })
  return {
    components: [
      container('done', [
        text(heading === undefined ? headline(job) : `${heading}\n${headline(job)}`),
        ...meanings(job, readings, {
          turned,
          hidden: spoiler ? (index) => index !== firstMeaning(job, results) : () => false,
        }),
        ...galleries,
        ...(notes.length === 0 ? [] : [text(notes.join('\n'))]),
        smallPrint(settingsLine(job, results)),
        ...rows(resultButtons(job, results, turned)),
      ]),
    ],
    files: shown.map((ready) => ({ ...ready.file, spoiler: spoiler && !isReading(ready.result.role) })),
  }
}

/** Which meaning is shown first: a hybrid begins close by, so that one can step back. */
function firstMeaning(job: Job, results: readonly Result[]): number {
  const count = results.filter(({ role }) => isReading(role)).length
  return modeTable[job.request.mode].turn === 'stepBack' ? Math.max(0, count - 1) : 0
}

/**
 * A picture with several meanings: one of them large, with the words that tell it, and all of them below. Where
 * suspense was asked for, every meaning but the first hides behind a spoiler.
 */
function meanings(
  job: Job,
  readings: readonly ReadyFile[],
  { turned, hidden }: { readonly turned: number; readonly hidden: (index: number) => boolean },
) {
  if (readings.length < 2) return []
  const words = meaningsOf(job.request)
  const items = readings.map(({ file }, index) => ({
    file: file.name,
    alt: words[index]?.prompt ?? '',
    spoiler: hidden(index),
  }))
  const large = items[turned] ?? items[0]
  const told = words[turned]
  return [
    ...(large === undefined ? [] : [gallery([large])]),
    ...(told === undefined
      ? []
      : [text(result.seen(told.how, hidden(turned) ? `||${quote(told.prompt)}||` : quote(told.prompt)))]),
    gallery(items),
  ]
}

/** A job that ended without a picture; the recipe can be taken up again. */
export function endedCard(job: Job): Payload {
  const line = job.state === 'cancelled' ? ended.cancelled : ended.failed(job.failure?.message ?? ended.crashed)
  const { id } = job
  return {
    components: [
      container(job.state === 'cancelled' ? 'waiting' : 'trouble', [
        text(headline(job)),
        text(line),
        ...rows([
          button({ verb: 'again', job: id, label: buttons.again, emoji: '🎲' }),
          button({ verb: 'remix', job: id, label: buttons.remix, emoji: '🖋️' }),
          button({ verb: 'bin', job: id, label: buttons.bin, emoji: '🗑️', style: 'danger' }),
        ]),
      ]),
    ],
    files: [],
  }
}

/** What stays on a reply whose token is about to die before the picture is ready. */
export function handoverCard(job: Job, to: 'post' | 'offer', ready: number | undefined): Payload {
  const inside =
    to === 'post'
      ? [text(handover.post)]
      : [
          text(handover.offer(ready)),
          ...rows([button({ verb: 'collect', job: job.id, label: buttons.collect, emoji: '📬', style: 'main' })]),
        ]
  return { components: [container('running', [text(headline(job)), ...inside])], files: [] }
}

/** What a waiting person reads when the bot goes down. */
export function parkedCard(job: Job): Payload {
  return { components: [container('waiting', [text(headline(job)), text(ended.stopped)])], files: [] }
}

import type { APIComponentInContainer } from 'discord.js'
import { buttons, ended, handover, result } from '#src/messages/replies.ts'
import type { Result } from '#src/store/store.ts'
import type { Job } from '#src/store/job.ts'
import { button, container, gallery, quote, rows, smallPrint, text } from '../components/frame.ts'
import type { OutgoingFile, Payload } from '../components/payload.ts'
import { readingRole } from '../delivery/render-readings.ts'
import { meaningsOf, requestLine } from './request-text.ts'
import type { Layout } from './layout.ts'
import { headline } from './progress.ts'
import { resultControls } from '../buttons/result-controls.ts'
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
  readonly layout: Layout
  /** What is shown, as far as it fits. */
  readonly files: readonly ReadyFile[]
  /** Sentences below the pictures: made smaller, too long a prompt. */
  readonly notes: readonly string[]
  /** Written above: whom it is for, where a new message answers an old one. */
  readonly heading?: string
  readonly spoiler: boolean
}

/** A finished job: its pictures, seed, settings and time, and everything that can be done with it. */
export function resultCard({ job, results, layout, files, notes, heading, spoiler }: ResultFacts): Payload {
  const words = meaningsOf(job.request)
  const line = requestLine(job.request)
  // Where suspense was asked for, every picture hides; of an illusion every meaning but the first does.
  const hides = ({ role }: Result): boolean => spoiler && role !== readingRole(layout.first)
  const alt = ({ role, picture }: Result): string => {
    const meaning = words.find((_, index) => role === readingRole(index))
    if (meaning !== undefined) return meaning.prompt
    if (role === 'strip') return `${result.stripAlt} ${line}`
    return layout.pictures.length > 1 && role === 'picture' ? `${result.pictureAlt(picture + 1)} ${line}` : line
  }
  const show = (shown: readonly Result[]): readonly APIComponentInContainer[] => {
    const items = shown.flatMap((one) => {
      const ready = files.find(({ result }) => result === one)
      return ready === undefined ? [] : [{ file: ready.file.name, alt: alt(one), spoiler: hides(one) }]
    })
    return items.length === 0 ? [] : [gallery(items)]
  }
  const told = layout.meanings < 2 ? undefined : words[layout.turned]
  const quoted = told === undefined ? '' : quote(told.prompt)
  const seen = spoiler && layout.turned !== layout.first ? `||${quoted}||` : quoted
  return {
    components: [
      container('done', [
        text(heading === undefined ? headline(job) : `${heading}\n${headline(job)}`),
        ...show(layout.large),
        ...(told === undefined ? [] : [text(result.seen(told.how, seen))]),
        ...show(layout.beside),
        ...show(layout.strip),
        ...(notes.length === 0 ? [] : [text(notes.join('\n'))]),
        smallPrint(settingsLine(job, results, layout)),
        ...resultControls(job, results, layout),
      ]),
    ],
    files: files.map(({ result, file }) => ({ ...file, spoiler: hides(result) })),
  }
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

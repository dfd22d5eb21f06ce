import type { APIContainerComponent } from 'discord.js'
import { buttons, running, waiting } from '#src/messages/replies.ts'
import type { EncodedPicture } from '#src/renderer/events.ts'
import type { Job } from '#src/store/job.ts'
import { button, container, gallery, quote, rows, text } from '../components/frame.ts'
import { modeTable } from './mode-table.ts'
import type { Payload } from '../components/payload.ts'
import { readOrigin } from '../jobs/reply-origin.ts'
import { linesKeptBack, meaningsOf, requestLine, requestLines } from './request-text.ts'

const isSuspense = (job: Pick<Job, 'origin'>): boolean => readOrigin(job)?.spoiler === true

/** What was asked for, as the head of every message about a job; where suspense was asked for, without giving it away. */
export function headline(job: Pick<Job, 'request' | 'origin'>, length = 300): string {
  const { emoji } = modeTable[job.request.mode]
  const keptBack = isSuspense(job) ? linesKeptBack(job.request) : []
  return requestLines(job.request)
    .map((line, index) => {
      const told = index === 0 ? `**${quote(line, length)}**` : quote(line, length)
      const shown = keptBack.includes(index) ? `||${told}||` : told
      return index === 0 ? `${emoji} ${shown}` : shown
    })
    .join('\n')
}

const stop = (job: Job) => button({ verb: 'stop', job: job.id, label: buttons.stop, emoji: '✋' })

const card = (accent: 'waiting' | 'running', job: Job, inside: APIContainerComponent['components']): Payload => ({
  components: [container(accent, [text(headline(job)), ...inside, ...rows([stop(job)])])],
  files: [],
})

/** A job that waits. `position`: 1 is next. `ready`: milliseconds since 1970, where speed is known. */
export function waitingCard(
  job: Job,
  place: { readonly position: number; readonly ready: number | undefined } | undefined,
): Payload {
  const line = place === undefined ? waiting.accepted : waiting.place(place.position - 1, place.ready)
  return card('waiting', job, [text(line)])
}

/** How far a job has come. */
export interface RunningFacts {
  /** What goes on, as `running` in the catalogue words it. */
  readonly line: string
  /** 0 … 1 */
  readonly fraction: number
  readonly preview: EncodedPicture | undefined
}

/** A job that is being painted, with the estimate of the finished picture once there is one. */
export function runningCard(job: Job, { line, fraction, preview }: RunningFacts): Payload {
  const file = preview === undefined ? undefined : `preview.${preview.format}`
  // What the finished picture hides, the unfinished one hides; the first meaning of an illusion is never hidden.
  const spoiler = isSuspense(job) && meaningsOf(job.request).length < 2
  const { components, files } = card('running', job, [
    text(line),
    ...(file === undefined ? [] : [gallery([{ file, alt: running.previewAlt(requestLine(job.request)), spoiler }])]),
    text(running.bar(fraction)),
  ])
  return {
    components,
    files: preview === undefined || file === undefined ? files : [{ name: file, data: preview.bytes, spoiler }],
  }
}

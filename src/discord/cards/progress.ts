import type { APIContainerComponent } from 'discord.js'
import { buttons, running, waiting } from '#src/messages/replies.ts'
import type { EncodedPicture } from '#src/engine/events.ts'
import type { Job } from '#src/store/job.ts'
import { button, container, gallery, quote, rows, text } from '../frame.ts'
import { modeTable } from '../mode-table.ts'
import type { Payload } from '../payload.ts'
import { requestLine, requestLines } from '../request-text.ts'

/** What was asked for, as the head of every message about a job. */
export function headline(job: Pick<Job, 'request'>, length = 300): string {
  const { emoji } = modeTable[job.request.mode]
  return requestLines(job.request)
    .map((line, index) => (index === 0 ? `${emoji} **${quote(line, length)}**` : quote(line, length)))
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
  const { components, files } = card('running', job, [
    text(line),
    ...(file === undefined ? [] : [gallery([{ file, alt: running.previewAlt(requestLine(job.request)) }])]),
    text(running.bar(fraction)),
  ])
  return {
    components,
    files: preview === undefined || file === undefined ? files : [{ name: file, data: preview.bytes }],
  }
}

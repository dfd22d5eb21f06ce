import type { APIContainerComponent } from 'discord.js'
import type { EncodedPicture } from '#src/renderer/events.ts'
import { withoutTexts } from '#src/image/png-chunks.ts'
import type { Messages } from '#src/messages/messages.ts'
import type { Job } from '#src/store/job.ts'
import type { ActionRow } from '../components/button.ts'
import { container, gallery } from '../components/container.ts'
import type { Payload } from '../components/payload.ts'
import { text } from '../components/text.ts'
import { messagesOf } from '../jobs/job-messages.ts'
import { hidesResult } from '../jobs/spoiler.ts'
import { headline, visibleLine } from './headline.ts'
import { readingsOf } from './request-text.ts'

/** The position of a job in the queue. */
export interface QueuePlace {
  /** 1 is next. */
  readonly position: number
  /** When it will be ready, in milliseconds since 1970; undefined until speed was measured. */
  readonly ready: number | undefined
  /** Whether there is an engine that could draw it. */
  readonly hasEngine: boolean
}

/** A job that waits. `place`: undefined where it is not known yet. */
export function waitingCard(job: Job, place: QueuePlace | undefined, controls: readonly ActionRow[]): Payload {
  const { waiting } = messagesOf(job)
  return { components: [card('waiting', job, [text(placeLine(waiting, place))], controls)], files: [] }
}

function placeLine(words: Messages['waiting'], place: QueuePlace | undefined): string {
  if (place === undefined) return words.accepted
  return place.hasEngine ? words.place(place.position, place.ready) : words.noWorker(place.position)
}

/** The progress of a job. */
export interface RunningFacts {
  /** What is happening, as a line of text in the person's language. */
  readonly line: (running: Messages['running']) => string
  /** 0 … 1 */
  readonly fraction: number
  readonly preview: EncodedPicture | undefined
}

/** A job that is being drawn, with the current estimate of its picture once there is one. */
export function runningCard(
  job: Job,
  { line, fraction, preview }: RunningFacts,
  controls: readonly ActionRow[],
): Payload {
  const messages = messagesOf(job)
  const { running } = messages
  const file = preview === undefined ? undefined : `preview.${preview.format}`
  // The preview is hidden if the finished picture will be. The first reading of an illusion is never hidden.
  const spoiler = hidesResult(job) && readingsOf(job.request, messages).length < 2
  const inside = [
    text(line(running)),
    ...(file === undefined ? [] : [gallery([{ file, alt: running.previewAlt(visibleLine(job)), spoiler }])]),
    text(running.bar(fraction)),
  ]
  return {
    components: [card('running', job, inside, controls)],
    files: preview === undefined || file === undefined ? [] : [{ name: file, data: dataOf(preview), spoiler }],
  }
}

/** A preview's bytes. A finished PNG contains its recipe, which would reveal what a spoiler hides. */
const dataOf = ({ bytes }: EncodedPicture): Uint8Array => withoutTexts(bytes)

const card = (
  accent: 'waiting' | 'running',
  job: Job,
  inside: APIContainerComponent['components'],
  controls: readonly ActionRow[],
): APIContainerComponent => container(accent, [text(headline(job)), ...inside, ...controls])

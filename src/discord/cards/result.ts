import type { APIButtonComponentWithCustomId, APIComponentInContainer } from 'discord.js'
import type { Job } from '#src/store/job.ts'
import type { Result } from '#src/store/store.ts'
import type { ActionRow } from '../components/button.ts'
import { container, gallery, type GalleryItem, withButton, withThumbnail } from '../components/container.ts'
import type { OutgoingFile, Payload } from '../components/payload.ts'
import { quote, smallPrint, text } from '../components/text.ts'
import { readingIndex } from '#src/store/reading-role.ts'
import { messagesOf } from '../jobs/job-messages.ts'
import { headline, visibleLine } from './headline.ts'
import type { Layout } from './layout.ts'
import { readingsOf } from './request-text.ts'
import { resultLine } from './settings-line.ts'

/** A result's file, ready to be sent. It may no longer be the PNG that the store has. */
export interface ReadyFile {
  readonly result: Result
  readonly file: OutgoingFile
}

export interface ResultFacts {
  readonly job: Job
  /** Everything that the job made, shown or not. */
  readonly results: readonly Result[]
  readonly layout: Layout
  /** The files that are shown, as far as they fit. */
  readonly files: readonly ReadyFile[]
  /** Sentences below the pictures, for example that one was made smaller. */
  readonly notes: readonly string[]
  readonly spoiler: boolean
  readonly controls: readonly ActionRow[]
  /** Stands beside the last line. */
  readonly accessory?: APIButtonComponentWithCustomId | undefined
}

/** The card of a finished job: its pictures, its settings and its buttons. */
export function resultCard(facts: ResultFacts): Payload {
  const { job, results, layout, files, notes, controls, accessory } = facts
  const lastLine = resultLine(job, results, layout)
  return {
    components: [
      container('done', [
        text(headline(job)),
        ...pictures(facts, layout.large),
        ...readingLines(facts),
        ...pictures(facts, layout.band),
        ...(notes.length === 0 ? [] : [text(notes.join('\n'))]),
        accessory === undefined ? smallPrint(lastLine) : withButton(`-# ${lastLine}`, accessory),
        ...controls,
      ]),
    ],
    files: files.map(({ result, file }) => ({ ...file, spoiler: isHidden(facts, result) })),
  }
}

/** A spoiler hides every picture; of an illusion it hides all readings but the first. */
const isHidden = ({ spoiler, layout }: ResultFacts, { role }: Result): boolean =>
  spoiler && readingIndex(role) !== layout.first

function item(facts: ResultFacts, shown: Result): readonly GalleryItem[] {
  const ready = facts.files.find(({ result }) => result === shown)
  if (ready === undefined) return []
  return [{ file: ready.file.name, alt: altOf(facts, shown), spoiler: isHidden(facts, shown) }]
}

function pictures(facts: ResultFacts, shown: readonly Result[]): readonly APIComponentInContainer[] {
  const items = shown.flatMap((one) => item(facts, one))
  return items.length === 0 ? [] : [gallery(items)]
}

function altOf(facts: ResultFacts, result: Result): string {
  const { job, layout } = facts
  const messages = messagesOf(job)
  const { result: words } = messages
  const { role, picture } = result
  const index = readingIndex(role)
  const reading = index === undefined ? undefined : readingsOf(job.request, messages)[index]
  // Alt texts can be read without revealing the spoiler.
  if (reading !== undefined) return isHidden(facts, result) ? reading.how : reading.prompt
  const line = visibleLine(job)
  if (role === 'band' || role === 'strip') return `${words.stripAlt} ${line}`
  return layout.pictures.length > 1 && role === 'picture' ? `${words.pictureAlt(picture + 1)} ${line}` : line
}

const said = (prompt: string, hidden: boolean): string => {
  const quoted = quote(prompt, 150)
  return hidden ? `||${quoted}||` : quoted
}

/**
 * The reading that is shown large: how it is seen and what it shows. The others are below it, small, with their
 * pictures.
 */
function readingLines(facts: ResultFacts): readonly APIComponentInContainer[] {
  const { job, layout, spoiler } = facts
  const messages = messagesOf(job)
  const { result: words } = messages
  const readings = layout.readings < 2 ? [] : readingsOf(job.request, messages)
  const shown = readings[layout.turned]
  if (shown === undefined) return []
  const first = words.seen(shown.how, said(shown.prompt, spoiler && layout.turned !== layout.first))
  const others = layout.beside.flatMap((one) => {
    const reading = readings[readingIndex(one.role) ?? -1]
    if (reading === undefined) return []
    const line = words.otherReading(reading.how, said(reading.prompt, isHidden(facts, one)))
    return item(facts, one).map((picture) => ({ line, picture }))
  })
  if (others.length === 0) return [text(first)]
  return others.map(({ line, picture }, index) => withThumbnail(index === 0 ? `${first}\n${line}` : line, picture))
}

import { join } from 'node:path'
import type { DrawnPicture, StudioEvent } from '#src/engine/events.ts'
import type { Pictures } from '#src/engine/studio.ts'
import { encodePng } from '#src/image/encode.ts'
import { pictureOf } from '#src/image/planes-of.ts'
import { resultSheet } from '#src/image/result-sheet.ts'
import type { DrawRequest, ResolvedRequest } from '#src/requests/draw-request.ts'
import { Interrupted } from '../exit.ts'
import { createProgress, timeOf, type Progress } from '../progress.ts'
import type { Terminal } from '../terminal.ts'
import { outputFiles, type OutputFiles, type Piece, speakingName } from './output-files.ts'
import { modelChoice, type StudioOptions } from './studio-options.ts'

/** How a drawing is carried out and where its pictures go; the same for every mode. */
export interface OutputOptions extends StudioOptions {
  readonly out?: string
  readonly strip?: boolean
  /** Also a sheet of all pictures. */
  readonly sheet?: boolean
}

/** How many intermediate steps a strip shows. */
const stripSteps = 8

/** What is known of a drawing while it goes on. */
interface Studied {
  request: ResolvedRequest | undefined
  /** Pictures to come in all. */
  count: number
  /** How long it took, once it is over. */
  seconds: number | undefined
  readonly drawn: DrawnPicture[]
  readonly written: string[]
}

/**
 * Draws a request in this process and writes its pictures.
 *
 * @throws Interrupted when the person stopped it; whatever else the studio throws.
 */
export async function runDrawing(
  terminal: Terminal,
  request: DrawRequest,
  pictures: Pictures,
  options: OutputOptions,
): Promise<void> {
  const configuration = terminal.configuration()
  const { settings, model } = await modelChoice(terminal, configuration, options)
  const chosen = model === undefined ? request : withModel(request, model)
  const state: Studied = { request: undefined, count: 0, seconds: undefined, drawn: [], written: [] }
  const files = await outputFiles(terminal.directory, options.out, {
    stem: () => (state.request === undefined ? chosen.mode : speakingName(state.request)),
    single: () => state.count === 1,
  })
  const progress = createProgress(terminal.err, terminal.now)
  const interrupted = terminal.takeInterrupts()
  const studio = await terminal.openStudio({ ...settings, cacheDir: join(configuration.dataDir, 'cache') })
  try {
    const events = studio.draw(chosen, pictures, {
      signal: interrupted,
      ...(options.strip === true && { keep: stripSteps }),
    })
    for await (const event of events) await handle(event, { terminal, progress, files, state })
    if (options.sheet === true) await writeSheet({ terminal, progress, files, state })
    if (state.seconds !== undefined) progress.say(`Done in ${timeOf(state.seconds)}.`)
  } catch (error) {
    if (interrupted.aborted && error === interrupted.reason) throw stopped(state)
    throw error
  } finally {
    progress.end()
    await studio.close()
  }
}

interface Desk {
  readonly terminal: Terminal
  readonly progress: Progress
  readonly files: OutputFiles
  readonly state: Studied
}

async function handle(event: StudioEvent, desk: Desk): Promise<void> {
  const { progress, state } = desk
  switch (event.type) {
    case 'started':
      state.request = event.request
      state.count = event.count
      progress.started(event)
      for (const notice of event.notices) progress.say(notice)
      break
    case 'loading':
      progress.loading(event)
      break
    case 'step':
      progress.step(event)
      break
    case 'picture': {
      state.drawn.push(event)
      const part = partOf(event, state)
      await write(desk, { part }, event.file.bytes)
      if (event.strip !== undefined) await write(desk, { part, role: 'steps' }, event.strip.bytes)
      break
    }
    case 'done':
      state.seconds = event.timings.total
      break
    default:
      event satisfies never
  }
}

/** What tells one picture's file from the others: its seed, and its place where seeds repeat. */
function partOf({ seed }: DrawnPicture, { drawn }: Studied): string {
  const same = drawn.filter((other) => other.seed === seed).length
  return same > 1 ? `${seed}-${same}` : String(seed)
}

async function write({ terminal, progress, files, state }: Desk, piece: Piece, bytes: Uint8Array): Promise<void> {
  const path = await files.write(piece, bytes)
  state.written.push(path)
  progress.end()
  terminal.out.write(`${path}\n`)
}

async function writeSheet(desk: Desk): Promise<void> {
  const { request, drawn } = desk.state
  if (request === undefined) return
  const pictures = drawn.map(({ planes, seed }) => ({ picture: pictureOf(planes), seed }))
  const page = await resultSheet(request, pictures)
  if (page !== undefined) await write(desk, { role: 'sheet' }, (await encodePng(page)).bytes)
}

function withModel(request: DrawRequest, model: string): DrawRequest {
  return request.mode === 'compare' ? { ...request, of: { ...request.of, model } } : { ...request, model }
}

function stopped({ written }: Studied): Interrupted {
  const kept =
    written.length === 0
      ? 'nothing was written'
      : `what was finished is kept (${written.length === 1 ? 'one file' : `${written.length} files`})`
  return new Interrupted(`Stopped; ${kept}.`)
}

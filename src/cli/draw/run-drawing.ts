import { join } from 'node:path'
import { fill } from '#src/messages/template.ts'
import { withheld } from '#src/messages/withheld.ts'
import type { DrawnPicture, RendererEvent } from '#src/renderer/events.ts'
import type { Pictures } from '#src/renderer/renderer.ts'
import { encodePng } from '#src/image/encode.ts'
import { maxAnimationBytes } from '#src/image/moving/max-animation-bytes.ts'
import { movingPicture } from '#src/image/moving/moving-picture.ts'
import { checkPicture, openStored } from '#src/image/open-picture.ts'
import { readingsSheet } from '#src/image/readings.ts'
import {
  type DrawRequest,
  modeOf,
  repaintedPicture,
  picturesOf,
  type ResolvedRequest,
} from '#src/requests/draw-request.ts'
import { Interrupted } from '../exit.ts'
import { createProgress, timeOf, type Progress } from '../progress.ts'
import type { Terminal } from '../terminal.ts'
import { outputFiles, type OutputFiles, type Piece, nameFromPrompt } from './output-files.ts'
import { modelChoice, type RendererOptions } from './renderer-options.ts'
import { englishWords } from '#src/requests/words.ts'

/** The options of a drawing and its output, which are the same for every mode. */
export interface OutputOptions extends RendererOptions {
  readonly out?: string
  readonly strip?: boolean
  /** Whether to write a sheet of all pictures too. */
  readonly sheet?: boolean
  /** Whether to write an animation too. */
  readonly animate?: boolean
  /** False: pictures are written although the model's safety checker might hold them back. */
  readonly safety?: boolean
}

/** The number of intermediate steps in a strip. */
const stripSteps = 8

/** The state of a running drawing. */
interface State {
  request: ResolvedRequest | undefined
  /** The total number of pictures. */
  count: number
  /** The total duration in seconds, once it is done. */
  seconds: number | undefined
  readonly written: string[]
  /** The pictures that a CLIP has scored. */
  readonly scored: { readonly seed: number; readonly alignment: number }[]
}

/**
 * Draws a request in this process and writes its pictures.
 *
 * @throws Interrupted if the person stopped it, and all errors of the renderer
 */
export async function runDrawing(
  terminal: Terminal,
  request: DrawRequest,
  pictures: Pictures,
  options: OutputOptions,
): Promise<void> {
  const configuration = terminal.configuration()
  for (const { sha256, name } of picturesOf(request)) {
    const bytes = pictures.get(sha256)
    if (bytes !== undefined) await checkPicture(bytes, name, configuration.uploads)
  }
  const { settings, model } = await modelChoice(terminal, configuration, options)
  const chosen = model === undefined ? request : modeOf(request).withSettings(request, { model })
  const state: State = { request: undefined, count: 0, seconds: undefined, written: [], scored: [] }
  const files = await outputFiles(terminal.directory, options.out, {
    stem: () => (state.request === undefined ? chosen.mode : nameFromPrompt(state.request)),
    single: () => state.count === 1,
  })
  const progress = createProgress(terminal.err, terminal.now)
  const interrupted = terminal.takeInterrupts()
  const renderer = await terminal.openRenderer({ ...settings, cacheDir: join(configuration.dataDir, 'cache') })
  try {
    const events = renderer.draw(chosen, pictures, {
      signal: interrupted,
      // The animation may show the picture emerging from noise, which needs the kept steps.
      ...((options.strip === true || options.animate === true) && { keep: stripSteps }),
      ...(options.sheet === true && { sheet: true }),
      ...(options.safety === false && { safety: false }),
    })
    const output = { terminal, progress, files, state, options, pictures }
    for await (const event of events) await handle(event, output)
    if (state.seconds !== undefined) progress.print(`Done in ${timeOf(state.seconds)}.`)
  } catch (error) {
    if (interrupted.aborted && error === interrupted.reason) throw stopped(state)
    throw error
  } finally {
    progress.end()
    await renderer.close()
  }
}

interface Output {
  readonly terminal: Terminal
  readonly progress: Progress
  readonly files: OutputFiles
  readonly state: State
  readonly options: OutputOptions
  /** The pictures that were passed in. */
  readonly pictures: Pictures
}

async function handle(event: RendererEvent, output: Output): Promise<void> {
  const { progress, state } = output
  switch (event.type) {
    case 'started':
      state.request = event.request
      state.count = event.count
      progress.started(event)
      for (const notice of event.notices) progress.print(notice)
      break
    case 'loading':
      progress.loading(event)
      break
    case 'step':
      progress.step(event)
      break
    case 'chosen':
      progress.print(ranking(event.candidates.map(({ seed, scores }) => ({ seed, alignment: scores.alignment }))))
      break
    case 'picture':
      if (state.request !== undefined && !modeOf(state.request).sheetOnly) await writePicture(event, output)
      break
    case 'withheld':
      progress.print(fill(withheld.one, { number: event.picture + 1 }))
      break
    case 'sheet':
      await write(output, { role: 'sheet' }, event.file.bytes)
      break
    case 'done':
      if (state.scored.length > 1) progress.print(ranking(state.scored))
      state.seconds = event.timings.total
      break
    default:
      event satisfies never
  }
}

async function writePicture(event: DrawnPicture, output: Output): Promise<void> {
  const { recipe, planes, file, strip, seed } = event
  if (recipe.scores !== undefined) output.state.scored.push({ seed, alignment: recipe.scores.alignment })
  const part = partOf(event, output.state)
  await write(output, { part }, file.bytes)
  if (strip !== undefined && output.options.strip === true) await write(output, { part, role: 'steps' }, strip.bytes)
  const readings = await readingsSheet(recipe.request, planes)
  if (readings !== undefined) await write(output, { part, role: 'readings' }, (await encodePng(readings)).bytes)
  if (output.options.animate !== true) return
  const source = repaintedPicture(recipe.request)
  const before = source && output.pictures.get(source.sha256)
  const moving = await movingPicture(recipe.request, await openStored(file.bytes), maxAnimationBytes, {
    ...(before && { before: await openStored(before) }),
    ...(strip && { strip: await openStored(strip.bytes) }),
  })
  if (moving !== undefined) await write(output, { part, role: 'moving', ending: '.webp' }, moving.bytes)
}

/** The seeds by how well their pictures fit the prompt. */
function ranking(scored: State['scored']): string {
  const best = scored.toSorted((a, b) => b.alignment - a.alignment)
  return `Best first, by CLIP: ${best.map(({ seed, alignment }) => `seed ${seed} (${alignment.toFixed(3)})`).join(', ')}.`
}

/** The label of a picture's file: its seed and, in a strength sweep, its strength. */
function partOf({ seed, picture }: DrawnPicture, { request }: State): string {
  const label = request && modeOf(request).pictureLabel?.(request, picture, englishWords)
  return label === undefined ? String(seed) : `${seed}-${label.replaceAll(' ', '-')}`
}

async function write({ terminal, progress, files, state }: Output, piece: Piece, bytes: Uint8Array): Promise<void> {
  const path = await files.write(piece, bytes)
  state.written.push(path)
  progress.end()
  terminal.out.write(`${path}\n`)
}

function stopped({ written }: State): Interrupted {
  const kept =
    written.length === 0
      ? 'nothing was written'
      : `what was finished is kept (${written.length === 1 ? 'one file' : `${written.length} files`})`
  return new Interrupted(`Stopped; ${kept}.`)
}

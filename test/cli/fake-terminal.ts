import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Terminal } from '#src/cli/terminal.ts'
import { readConfiguration } from '#src/config.ts'
import type { RendererEvent } from '#src/renderer/events.ts'
import { needsSheet } from '#src/renderer/request-sheet.ts'
import type { DrawOptions, Pictures, RendererSettings } from '#src/renderer/renderer.ts'
import { encodePng } from '#src/image/encode.ts'
import { pictureOf } from '#src/image/planes-of.ts'
import { strip } from '#src/image/strip.ts'
import type { DrawRequest, ResolvedDrawing, ResolvedRequest } from '#src/requests/draw-request.ts'
import type { Recipe } from '#src/requests/recipe.ts'
import { resolve } from '#src/requests/resolve.ts'
import { pictureSeed } from '#src/pipeline/picture-seed.ts'
import { run } from '#src/cli/run.ts'
import { noTimings } from '../harness/no-timings.ts'

/** What a renderer was asked for. */
export interface Asked {
  readonly settings: RendererSettings
  readonly request: DrawRequest
  readonly pictures: Pictures
  readonly options: DrawOptions
}

export interface FakeTerminal {
  readonly directory: string
  readonly asked: Asked[]
  readonly interrupt: AbortController
  /** The questions that were asked, hidden ones in brackets. */
  readonly questions: string[]
  /** Runs a command line and says how it ended and what it wrote. */
  run(...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }>
}

export interface FakeOptions {
  /** A screen of so many columns. */
  readonly columns?: number
  /** Called before each step; may abort or throw. */
  readonly onStep?: (step: number) => void
  /** Environment variables. */
  readonly environment?: Readonly<Record<string, string>>
  /** Thrown instead of drawing. */
  readonly fault?: unknown
  /** The limits of pictures. Default: as configured. */
  readonly uploads?: { readonly bytes: number; readonly pixels: number }
  /** The base address of Discord's API. */
  readonly discordApi?: string
  /** Answers to questions, in turn. Default: nobody can be asked. */
  readonly answers?: readonly string[]
}

const steps = 4

/** A terminal in an empty folder, and a renderer that draws plain pictures in four steps of a second. */
export async function fakeTerminal({
  columns,
  onStep,
  environment = {},
  fault,
  uploads,
  answers,
  discordApi,
}: FakeOptions = {}): Promise<FakeTerminal> {
  const directory = await mkdtemp(join(tmpdir(), 'duckrabbit-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const asked: Asked[] = []
  const questions: string[] = []
  const left = [...(answers ?? [])]
  const interrupt = new AbortController()
  let time = 0

  const terminalTo = (out: (text: string) => void, err: (text: string) => void): Terminal => ({
    out: { write: out },
    err: { write: err, ...(columns !== undefined && { isTTY: true, columns }) },
    directory,
    configuration: () => ({
      ...readConfiguration(environment, { memory: 8e9, directory }),
      ...(uploads && { uploads }),
    }),
    environment: () => environment,
    home: directory,
    ...(discordApi !== undefined && { discordApi }),
    ask:
      answers &&
      (async (question, { hidden = false } = {}) => {
        questions.push(hidden ? `[${question}]` : question)
        return left.shift() ?? ''
      }),
    takeInterrupts: () => interrupt.signal,
    now: () => time,
    openRenderer: async (settings) => ({
      async *draw(request, pictures, options = {}) {
        asked.push({ settings, request, pictures, options })
        if (fault !== undefined) throw fault
        for await (const event of fakeEvents(request, options)) {
          if (event.type === 'step') {
            time += 1000
            onStep?.(event.step)
            options.signal?.throwIfAborted()
          }
          yield event
        }
      },
      close: async () => undefined,
    }),
  })

  return {
    directory,
    asked,
    questions,
    interrupt,
    async run(...args) {
      let out = ''
      let err = ''
      const terminal = terminalTo(
        (text) => (out += text),
        (text) => (err += text),
      )
      return { code: await run(args, terminal), out, err }
    },
  }
}

async function* fakeEvents(
  request: DrawRequest,
  { keep = 0, sheet = false }: DrawOptions,
): AsyncGenerator<RendererEvent> {
  const resolved = resolve(request, { name: 'duckling', stages: [{}, {}] }, () => 40)
  const runs = drawingsOf(resolved)
  const seeds = runs.flatMap((cell) => Array.from({ length: cell.count }, (_, i) => pictureSeed(cell.seed, i)))
  const total = seeds.length * steps
  const stage = { name: 'stage I', width: 64, height: 64, steps, seconds: null }
  yield { type: 'loading', network: 'stage I' }
  yield {
    type: 'started',
    model: 'duckling',
    request: resolved,
    count: seeds.length,
    stages: [stage],
    total,
    notices: ['Mind this.'],
  }
  for (const [picture, seed] of seeds.entries()) {
    for (let step = 1; step <= steps; step++) {
      const done = picture * steps + step
      yield { type: 'step', picture, stage: 0, step, steps, done, total, timestep: 1000 - 250 * step }
    }
    const planes = { data: new Float32Array(3 * 64 * 64).fill(seed % 2), channels: 3, height: 64, width: 64 }
    const model = { name: 'duckling', fingerprint: 'f00d' }
    const recipe: Recipe = { version: 1, request: resolved, picture, seed, model, duckrabbit: '0.1.0', device: 'cpu' }
    const file = await encodePng(pictureOf(planes))
    const seen = [{ timestep: 0, x: planes, estimate: planes }]
    const page = keep > 0 ? { strip: await encodePng(await strip(seen)) } : {}
    yield { type: 'picture', picture, seed, recipe, file, ...page, planes, kept: [] }
  }
  const [seed] = seeds
  if (seed !== undefined && (sheet || needsSheet(resolved))) {
    const model = { name: 'duckling', fingerprint: 'f00d' }
    const recipe: Recipe = {
      version: 1,
      request: resolved,
      picture: 0,
      seed,
      model,
      duckrabbit: '0.1.0',
      device: 'cpu',
    }
    const planes = { data: new Float32Array(3 * 64 * 64), channels: 3, height: 64, width: 64 }
    yield { type: 'sheet', seed, recipe, file: await encodePng(pictureOf(planes)) }
  }
  yield { type: 'done', timings: { ...noTimings, total: 65, network: 60, loading: 1, outside: 4, files: 1 } }
}

/** One a picture without its count: the cells of a comparison, the strengths of a strength sweep, both plans of a level of a study. */
function drawingsOf(request: ResolvedRequest): ResolvedDrawing[] {
  if (request.mode === 'compare') return request.cells.flatMap((row) => row.flatMap(drawingsOf))
  if (request.mode === 'denoise') return request.levels.flatMap(() => [request, request])
  return request.mode === 'edit' ? request.strengths.map(() => request) : [request]
}

import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createRenderer } from '#src/renderer/create-renderer.ts'

/*
 * Measures the embedded model at 256 px: seconds from a cold start, seconds warm, the share outside the networks, memory, and the
 * ratio to diffusers. It prints the table of docs/performance.md at the end.
 *
 *   node --import tsx/esm bench/draw.ts PYTHON [--pairs 5] [--threads 2] [--model FOLDER] [--variants eager,channels-last,compiled] [--ratios-only]
 *
 * Without a Python that has diffusers, the ratios are left out. Pictures alternate with those of diffusers, so that other load on the
 * machine affects both equally. Nothing else should run meanwhile. torch.compile takes some minutes before its first picture.
 */

const root = fileURLToPath(new URL('..', import.meta.url))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: 'string', default: '5' },
    threads: { type: 'string', default: '2' },
    model: { type: 'string', default: join(root, 'models/duckling') },
    variants: { type: 'string', default: 'eager,channels-last,compiled' },
    'ratios-only': { type: 'boolean', default: false },
  },
})
const [python] = positionals
const { pairs, threads, model } = values
const scratch = await mkdtemp(join(tmpdir(), 'duckrabbit-bench-'))
const seconds = (since: number) => (performance.now() - since) / 1000
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

const rows: [string, string][] = []
try {
  if (!values['ratios-only']) {
    const { cold, peak } = await coldStart()
    const solver = await shares('dpm++')
    const ancestral = await shares('ddpm')
    rows.push(
      ['from a cold start to the picture, text encoder and all', `${cold.toFixed(1)} s`],
      ['warm', `${solver}; with DDPM: ${ancestral}`],
      ['largest memory', `${(peak / 1e9).toFixed(2)} GB`],
    )
  }
  if (python !== undefined) {
    const ratios: string[] = []
    for (const variant of values.variants.split(','))
      ratios.push(`${(await ratioTo(python, variant)).toFixed(2)} times as fast as ${variant}`)
    rows.push(['against diffusers on the same weights, steps and threads, in turns', ratios.join(', ')])
  }
} finally {
  await rm(scratch, { recursive: true, force: true })
}
console.log(['', '| | |', '|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n'))

/** Runs the whole command in a process of its own, with its text encoder. */
async function coldStart(): Promise<{ readonly cold: number; readonly peak: number }> {
  const times: number[] = []
  let peak = 0
  for (let run = 0; run < 3; run++) {
    const start = performance.now()
    const args = [
      'draw',
      'generate',
      'a red fox',
      '--seed',
      '1',
      '--threads',
      threads,
      '--model',
      model,
      '--out',
      join(scratch, 'fox.png'),
    ]
    const env = { ...process.env, DATA_DIR: join(scratch, `data-${run}`), DEVICE: 'cpu' }
    const child = execFile(process.execPath, [join(root, 'bin/duckrabbit.js'), ...args], { env })
    const watch = setInterval(() => {
      void memoryOf(child.pid).then((bytes) => (peak = Math.max(peak, bytes)))
    }, 50)
    const code = await new Promise((done) => child.once('close', done))
    clearInterval(watch)
    if (code !== 0) throw new Error(`duckrabbit draw ended with ${String(code)}`)
    times.push(seconds(start))
  }
  console.log(`cold start to the picture at 256 px: ${times.map((time) => time.toFixed(1)).join(', ')} s`)
  return { cold: median(times), peak }
}

/** The largest resident memory of a process so far, in bytes, or 0 where the system does not report it. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024
}

async function open() {
  const renderer = await createRenderer({
    modelDirs: [model],
    device: 'cpu',
    threads: Number(threads),
    memoryBudget: 4e9,
    cacheDir: join(scratch, 'cache'),
  })
  const draw = async (seed: number, stageTwo: { sampler?: 'ddpm' | 'dpm++'; backProjections?: number }) => {
    let timings = { total: 0, network: 0, loading: 0, outside: 0, files: 0 }
    const { sampler } = stageTwo
    const request = { mode: 'generate', prompt: 'a red fox', seed, size: 256, ...(sampler && { sampler }) } as const
    for await (const event of renderer.draw({ ...request, stageTwo }, new Map())) {
      if (event.type === 'done') timings = event.timings
    }
    return timings
  }
  return { draw, close: () => renderer.close() }
}

/** The seconds of a picture, and the percentages outside the networks and for the PNG file alone, as medians of 15 pictures. */
async function shares(sampler: 'ddpm' | 'dpm++') {
  const renderer = await open()
  // V8 goes on compiling the loop for some 60 pictures, a few milliseconds each.
  for (let run = 0; run < 60; run++) await renderer.draw(run, { sampler })
  const runs: Awaited<ReturnType<typeof renderer.draw>>[] = []
  for (let run = 1; run <= 15; run++) runs.push(await renderer.draw(run, { sampler }))
  await renderer.close()
  const text = runs.map(
    (run) =>
      `${run.total.toFixed(2)} s (${(1000 * run.outside).toFixed(0)} ms outside the networks, ${(1000 * run.files).toFixed(1)} of them for the PNG)`,
  )
  console.log(`${sampler}, warm: ${text.join(', ')}`)
  const share = (part: 'outside' | 'files') => median(runs.map((run) => (100 * run[part]) / run.total)).toFixed(1)
  const total = median(runs.map((run) => run.total)).toFixed(1)
  return `${total} s, of which ${share('outside')} % outside the networks (${share('files')} % for the PNG)`
}

/** How many times as fast as a variant of diffusers. */
async function ratioTo(python: string, variant: string): Promise<number> {
  const renderer = await open()
  const script = join(root, 'bench/draw.py')
  const other = spawn(python, [script, model, variant, threads], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: other.stdout })[Symbol.asyncIterator]()
  const line = async (): Promise<string> => (await lines.next()).value ?? ''
  await line()
  const ours: number[] = []
  const theirs: number[] = []
  // The first pair is not measured, since both load and compile at their first picture.
  for (let pair = 0; pair <= Number(pairs); pair++) {
    // diffusers has no back-projection, so both do the same work without it.
    const { total, loading } = await renderer.draw(pair, { backProjections: 0 })
    other.stdin.write('\n')
    const their = Number(await line())
    if (pair === 0) continue
    ours.push(total - loading)
    theirs.push(their)
  }
  other.stdin.end()
  await renderer.close()
  const ratio = median(ours.map((own, index) => (theirs[index] ?? NaN) / own))
  console.log(
    `diffusers, ${variant}: ${median(theirs).toFixed(2)} s; Duckrabbit in turns ${median(ours).toFixed(2)} s; median ratio ${ratio.toFixed(2)}`,
  )
  return ratio
}

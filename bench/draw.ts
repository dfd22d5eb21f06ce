import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createStudio } from '#src/engine/create-studio.ts'

/*
 * The embedded model at 256 px: seconds from a cold start, seconds warm, the share outside the networks, memory, and the ratio to diffusers.
 *
 *   npx tsx bench/draw.ts [PYTHON] [PAIRS] [THREADS]
 *
 * Without a Python that has diffusers, the ratio is left out. Pictures are drawn in turns with diffusers', so that whatever else the machine does meets both
 * alike; nothing else should run meanwhile.
 */

const [python, pairs = '5', threads = '2'] = process.argv.slice(2)
const root = fileURLToPath(new URL('..', import.meta.url))
const model = join(root, 'models/duckling')
const scratch = await mkdtemp(join(tmpdir(), 'duckrabbit-bench-'))
const seconds = (since: number) => (performance.now() - since) / 1000
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

try {
  await coldStart()
  for (const sampler of ['dpm++', 'ddpm'] as const) await shares(sampler)
  if (python !== undefined) for (const way of ['eager', 'channels-last', 'compiled']) await beside(python, way)
} finally {
  await rm(scratch, { recursive: true, force: true })
}

/** The whole command in a process of its own, text encoder and all. */
async function coldStart(): Promise<void> {
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
  console.log(`cold start to the picture at 256 px: ${median(times).toFixed(1)} s (median of ${times.length})`)
  console.log(`largest memory: ${(peak / 1e9).toFixed(2)} GB`)
}

/** The largest resident memory of a process so far, in bytes; 0 where the system does not tell. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024
}

async function open() {
  const studio = await createStudio({
    modelDirs: [model],
    device: 'cpu',
    threads: Number(threads),
    memoryBudget: 4e9,
    cacheDir: join(scratch, 'cache'),
  })
  const draw = async (seed: number, sampler?: 'ddpm' | 'dpm++') => {
    let timings = { total: 0, network: 0, loading: 0, outside: 0 }
    const request = { mode: 'generate', prompt: 'a red fox', seed, size: 256, ...(sampler && { sampler }) } as const
    const stageTwo = sampler === undefined ? {} : { stageTwo: { sampler } }
    for await (const event of studio.draw({ ...request, ...stageTwo }, new Map())) {
      if (event.type === 'done') timings = event.timings
    }
    return timings
  }
  return { draw, close: () => studio.close() }
}

async function shares(sampler: 'ddpm' | 'dpm++'): Promise<void> {
  const studio = await open()
  await studio.draw(0, sampler)
  const runs = []
  for (let run = 1; run <= 5; run++) runs.push(await studio.draw(run, sampler))
  await studio.close()
  const outside = median(runs.map((run) => (100 * run.outside) / run.total))
  console.log(
    `${sampler}, warm: ${median(runs.map((run) => run.total)).toFixed(1)} s, ${outside.toFixed(1)} % outside the networks (loop and PNG)`,
  )
}

async function beside(python: string, way: string): Promise<void> {
  const studio = await open()
  const script = join(root, 'bench/draw.py')
  const other = spawn(python, [script, model, way, threads], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: other.stdout })[Symbol.asyncIterator]()
  const line = async (): Promise<string> => (await lines.next()).value ?? ''
  await line()
  const ours: number[] = []
  const theirs: number[] = []
  // One unmeasured pair first: both load, plan and compile at their first picture.
  for (let pair = 0; pair <= Number(pairs); pair++) {
    const { total, loading } = await studio.draw(pair)
    other.stdin.write('\n')
    const his = Number(await line())
    if (pair === 0) continue
    ours.push(total - loading)
    theirs.push(his)
  }
  other.stdin.end()
  await studio.close()
  const ratio = median(ours.map((own, index) => (theirs[index] ?? NaN) / own))
  console.log(
    `diffusers, ${way}: ${median(theirs).toFixed(1)} s; Duckrabbit in turns ${median(ours).toFixed(1)} s; median ratio ${ratio.toFixed(2)}`,
  )
}

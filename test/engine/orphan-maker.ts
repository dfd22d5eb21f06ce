import { startEngine } from '#src/engine/start-engine.ts'
import { forkWorker } from '#src/workers/fork-worker.ts'

/** A process for `orphan.test.ts` to kill: starts an engine and prints the engine's process id. */
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
let pid: number | undefined
const engine = startEngine({
  settings: { modelDirs: [], device: 'cpu', threads: 1, memoryBudget: 1e9, cacheDir: process.argv[2] ?? '' },
  backend: new URL('../renderer/stub-backend.ts', import.meta.url).href,
  log: silent,
  fork(options) {
    const worker = forkWorker(options)
    pid = worker.pid
    return worker
  },
})
engine.onStatus(({ state }) => {
  if (state === 'ready') process.stdout.write(`${pid}\n`)
})

import { type ChildProcess, fork } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Starts a worker as a process. Its log is next to `folder`. */
export function startQueueWorker(options: {
  readonly queueUrl: string
  readonly folder: string
  readonly lock: number
  readonly name: string
}): ChildProcess {
  const { queueUrl, folder, lock, name } = options
  const settings = JSON.stringify({ queueUrl, dataDir: folder, lock, name })
  const worker = fork(fileURLToPath(new URL('queue-worker-process.ts', import.meta.url)), [settings], {
    execArgv: ['--import', 'tsx/esm'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const log = createWriteStream(`${folder}.log`, { flags: 'a' })
  worker.stdout?.pipe(log, { end: false })
  worker.stderr?.pipe(log, { end: false })
  return worker
}

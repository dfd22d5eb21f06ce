import { jobErrorMessage } from '#src/workers/job-error.ts'
import { type FromImageWorker, toImageWorker } from './protocol.ts'
import { doWork } from './work.ts'

/**
 * The image worker's program, the only process beside the engine that loads sharp. `startImageWorker` forks it. It
 * speaks `protocol.ts` over the channel of the fork.
 */
function send(message: FromImageWorker): void {
  if (process.connected) process.send?.(message)
}

// Without the bot there is nobody to work for.
process.once('disconnect', () => process.exit(0))
// Ctrl-C reaches the whole group; the bot decides when its image worker ends.
process.on('SIGINT', () => undefined)

process.on('message', (message) => {
  const { id, name, input } = toImageWorker.parse(message)
  doWork(name, input).then(
    (output) => send({ type: 'done', id, output }),
    (error: unknown) => send(jobErrorMessage(id, error)),
  )
})
send({ type: 'ready' })

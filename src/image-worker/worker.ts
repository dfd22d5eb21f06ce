import { jobErrorMessage } from '#src/workers/job-error.ts'
import { type FromImageWorker, toImageWorker } from './protocol.ts'
import { doWork } from './work.ts'

/**
 * The image worker's program: the only process beside the engine that loads sharp. Forked by `startImageWorker`; speaks
 * `protocol.ts` over the channel of the fork.
 */
function send(message: FromImageWorker): void {
  if (process.connected) process.send?.(message)
}

// The bot is gone: nobody is left to work for.
process.once('disconnect', () => process.exit(0))
// Ctrl-C reaches the whole group; the bot decides when its image worker ends.
process.on('SIGINT', () => undefined)

process.on('message', (message) => {
  const { id, name, ask } = toImageWorker.parse(message)
  doWork(name, ask).then(
    (answer) => send({ type: 'done', id, answer }),
    (error: unknown) => send(jobErrorMessage(id, error)),
  )
})
send({ type: 'ready' })

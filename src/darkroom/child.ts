import { faultOf } from '#src/forked/fault.ts'
import { type FromDarkroom, toDarkroom } from './protocol.ts'
import { doWork } from './work.ts'

/**
 * The darkroom's program: the only process beside the engine that loads sharp. Forked by `openDarkroom`; speaks
 * `protocol.ts` over the channel of the fork.
 */
function send(message: FromDarkroom): void {
  if (process.connected) process.send?.(message)
}

// The bot is gone: nobody is left to work for.
process.once('disconnect', () => process.exit(0))
// Ctrl-C reaches the whole group; the bot decides when its darkroom ends.
process.on('SIGINT', () => undefined)

process.on('message', (message) => {
  const { id, name, ask } = toDarkroom.parse(message)
  doWork(name, ask).then(
    (answer) => send({ type: 'done', id, answer }),
    (error: unknown) => send(faultOf(id, error)),
  )
})
send({ type: 'ready' })

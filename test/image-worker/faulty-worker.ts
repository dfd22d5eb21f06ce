import { existsSync, writeFileSync } from 'node:fs'
import type { FromImageWorker, ToImageWorker } from '#src/image-worker/protocol.ts'

/**
 * An image worker's program that does as it is told by the name of the picture: `die`, `die once <file>`, `hang`, `mumble`;
 * to anything else it answers with its process as the width.
 */
if (process.env['IMAGE_WORKER_WILL_NOT_START'] === 'true') process.exit(7)

function say(message: FromImageWorker | { readonly type: 'mumbled' }): void {
  process.send?.(message)
}

process.on('message', ({ id, ask }: ToImageWorker) => {
  const { name } = ask as { readonly name: string }
  const [mood, marker = ''] = name.split(/ once /)
  if (mood === 'hang') return
  if (mood === 'mumble') return say({ type: 'mumbled' })
  if (mood === 'die') {
    if (marker === '') process.exit(3)
    if (!existsSync(marker)) {
      writeFileSync(marker, '')
      process.exit(3)
    }
  }
  say({ type: 'done', id, answer: { format: 'png', width: process.pid, height: 1, transparent: false } })
})
process.once('disconnect', () => process.exit(0))
say({ type: 'ready' })

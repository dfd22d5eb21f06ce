import { existsSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { type FromImageWorker, toImageWorker } from '#src/image-worker/protocol.ts'

/**
 * An image worker's program that does what the name of the picture says: `die`, `die once <file>`, `hang`, `unknown message`.
 * For any other name it answers with its process id as the width. A job whose input has no name hangs.
 */
if (process.env['IMAGE_WORKER_WILL_NOT_START'] === 'true') throw new Error('no such library')

function send(message: FromImageWorker | { readonly type: 'unknown' }): void {
  process.send?.(message)
}

const input = z.object({ name: z.string().default('hang') })

process.on('message', (message) => {
  const job = toImageWorker.parse(message)
  const [behaviour, marker = ''] = input.parse(job.input).name.split(/ once /)
  if (behaviour === 'hang') return
  if (behaviour === 'unknown message') return send({ type: 'unknown' })
  if (behaviour === 'die') {
    if (marker === '') process.exit(3)
    if (!existsSync(marker)) {
      writeFileSync(marker, '')
      process.exit(3)
    }
  }
  send({ type: 'done', id: job.id, output: { format: 'png', width: process.pid, height: 1, transparent: false } })
})
process.once('disconnect', () => process.exit(0))
send({ type: 'ready' })

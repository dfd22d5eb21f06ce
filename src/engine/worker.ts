import { z } from 'zod'
import type { OpenBackend } from '#src/renderer/backend.ts'
import { createRenderer } from '#src/renderer/create-renderer.ts'
import { toEngine, type FromEngine } from './protocol.ts'
import { serve } from './serve.ts'

/**
 * The engine's program, the only process that loads onnxruntime. `startEngine` forks it and passes its settings as JSON on
 * the command line. It uses the messages of `protocol.ts` on the fork's channel.
 */
const settings = z
  .object({
    modelDirs: z.array(z.string()),
    model: z.string().exactOptional(),
    device: z.enum(['cpu', 'webgpu', 'cuda', 'auto']),
    threads: z.int().min(0),
    memoryBudget: z.number(),
    textEncoderBits: z.union([z.literal(32), z.literal(8), z.literal(4)]).exactOptional(),
    cacheDir: z.string(),
    /** A module that replaces the models. */
    backend: z.string().optional(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''))

let outgoing = 0
function send(message: FromEngine): void {
  if (process.send === undefined || !process.connected) return
  outgoing++
  process.send(message, () => outgoing--)
}

// Without the bot nobody needs the pictures.
process.once('disconnect', () => process.exit(0))
// Ctrl-C reaches the whole process group, but the bot decides when its engine ends.
process.on('SIGINT', () => undefined)

const { backend, ...rendererSettings } = settings
const substitute: { openBackend: OpenBackend } | undefined = backend === undefined ? undefined : await import(backend)
const renderer = await createRenderer(rendererSettings, {
  ...(substitute && { openBackend: substitute.openBackend }),
  onActivity: (activity) => send({ type: 'activity', activity }),
  onModel: (model, preferred) => send({ type: 'model', model, preferred }),
})
const service = serve(renderer, { send, backlog: () => outgoing })
process.on('message', (message) => service.receive(toEngine.parse(message)))

// A model or driver that crashes during preparation must not count as a successful start.
send({ type: 'activity', activity: { kind: 'loading' } })
await renderer.prepare()
send({ type: 'ready', speeds: renderer.speeds.entries() })
await service.reportCapacity()

await service.done
await renderer.close()
process.exit(0)

import { z } from 'zod'
import type { OpenBackend } from '#src/renderer/backend.ts'
import { createRenderer } from '#src/renderer/create-renderer.ts'
import { toEngine, type FromEngine } from './protocol.ts'
import { serve } from './serve.ts'

/**
 * The engine's program: the only process that loads onnxruntime. Forked by `startChild` with its settings as JSON on
 * the command line; speaks `protocol.ts` over the channel of the fork.
 */
const settings = z
  .object({
    modelDirs: z.array(z.string()),
    model: z.string().exactOptional(),
    device: z.enum(['cpu', 'webgpu', 'cuda', 'auto']),
    threads: z.int().min(0),
    memoryBudget: z.number(),
    cacheDir: z.string(),
    /** A module that stands in for the models. */
    backend: z.string().optional(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''))

let outgoing = 0
function send(message: FromEngine): void {
  if (process.send === undefined || !process.connected) return
  outgoing++
  process.send(message, () => outgoing--)
}

// The bot is gone: nobody is left to draw for.
process.once('disconnect', () => process.exit(0))
// Ctrl-C reaches the whole group; the bot decides when its engine ends.
process.on('SIGINT', () => undefined)

const { backend, ...rendererSettings } = settings
const stand: { openBackend: OpenBackend } | undefined = backend === undefined ? undefined : await import(backend)
const renderer = await createRenderer(rendererSettings, {
  ...(stand && { openBackend: stand.openBackend }),
  onActivity: (activity) => send({ type: 'activity', activity }),
  onModel: (model, preferred) => send({ type: 'model', model, preferred }),
})
const service = serve(renderer, { send, backlog: () => outgoing })
process.on('message', (message) => service.hear(toEngine.parse(message)))
send({ type: 'ready', speeds: renderer.speeds.entries() })
await renderer.prepare()
await service.tellCapacity()

await service.over
await renderer.close()
process.exit(0)

import { z } from 'zod'
import type { OpenBackend } from '#src/renderer/backend.ts'
import { createRenderer } from '#src/renderer/create-renderer.ts'
import { toEngine, type FromEngine } from './protocol.ts'
import { serve } from './serve.ts'

/**
 * The engine's program, the only process that loads onnxruntime. `startEngine` forks it with its settings as JSON on the
 * command line. It speaks `protocol.ts` over the channel of the fork.
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

// Without the bot there is nobody to draw for.
process.once('disconnect', () => process.exit(0))
// Ctrl-C reaches the whole group; the bot decides when its engine ends.
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

// A model or a driver that crashes while it is prepared must not count as a start that worked.
send({ type: 'activity', activity: { kind: 'loading' } })
await renderer.prepare()
send({ type: 'ready', speeds: renderer.speeds.entries() })
await service.reportCapacity()

await service.done
await renderer.close()
process.exit(0)

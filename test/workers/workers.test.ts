import { startEngine } from '#src/engine/start-engine.ts'
import { startImageWorker } from '#src/image-worker/start-image-worker.ts'
import { collect } from '#test/engine/scratch-engine.ts'
import { describeWorker } from './conformance.ts'

describeWorker('the engine', (environment) => {
  const settings = { modelDirs: [], device: 'cpu', threads: 1, memoryBudget: 1e9, cacheDir: '' } as const
  const engine = startEngine({ ...environment, settings })
  return {
    submit: (id) => collect(engine.draw(id, { mode: 'generate', prompt: 'a fox' }, new Map())),
    idsOf: ({ received }) => received.flatMap((message) => ('id' in message ? [String(message.id)] : [])),
    ready: { type: 'ready', speeds: {} },
    done: (id) => [{ type: 'ended', id, how: 'done' }],
    stop: () => engine.stop(),
    codes: { died: 'engine-died', willNotStart: 'engine-will-not-start' },
  }
})

describeWorker('the image worker', (environment) => {
  const imageWorker = startImageWorker(environment)
  const output = { format: 'png', width: 1, height: 1, transparent: false }
  return {
    // The worker numbers its jobs itself, in the order of the calls.
    submit: (id) => imageWorker.do('inspect', { file: Uint8Array.of(1), name: id }),
    idsOf: ({ received }) => received.flatMap((message) => ('id' in message ? [String(message.id)] : [])),
    ready: { type: 'ready' },
    done: (id) => [{ type: 'done', id, output }],
    stop: () => imageWorker.close(),
    codes: { died: 'image-worker-died', willNotStart: 'image-worker-will-not-start' },
  }
})

import { getPriority } from 'node:os'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { forkWorker } from '#src/workers/fork-worker.ts'

it('starts a worker with a lower priority than its parent', async () => {
  const quiet = (): void => undefined
  const priority = await new Promise((resolve, reject) => {
    const worker = forkWorker({
      name: 'test',
      program: new URL('says-its-priority.ts', import.meta.url),
      settings: {},
      incoming: z.object({ priority: z.number() }),
      log: { info: quiet, warn: quiet, error: quiet },
      onMessage(message) {
        worker.kill()
        resolve(message.priority)
      },
      onExit: reject,
    })
  })
  expect(priority).toBe(Math.min(19, getPriority() + 10))
})

import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BackendModel, OpenBackend } from '#src/renderer/backend.ts'
import { openBackend as openReal } from '#src/renderer/model-backend.ts'

/** The real models. If the cache folder has a file `die`, the next run of a network ends the process. */
export const openBackend: OpenBackend = async (settings) => {
  const real = await openReal(settings)
  const trigger = join(settings.cacheDir, 'die')
  const killable = ({ stages, ...model }: BackendModel): BackendModel => ({
    ...model,
    stages: stages.map((stage) => ({
      ...stage,
      async acquire() {
        const { network, release } = await stage.acquire()
        return {
          release,
          network: (rows) => {
            if (existsSync(trigger)) {
              rmSync(trigger)
              process.kill(process.pid, 'SIGKILL')
            }
            return network(rows)
          },
        }
      },
    })),
  })
  return { ...real, open: async (name) => killable(await real.open(name)) }
}

import { join } from 'node:path'
import { z } from 'zod'
import { startEngines } from '#src/engine/start-engines.ts'
import { createLog } from '#src/log/create-log.ts'
import { openExchange } from '#src/remote/open-exchange.ts'
import { startWorker } from '#src/remote/start-worker.ts'

/** `duckrabbit worker` with the stand-in networks. */
const { queueUrl, dataDir, lock, name } = z
  .object({ queueUrl: z.string(), dataDir: z.string(), lock: z.number(), name: z.string() })
  .parse(JSON.parse(process.argv[2] ?? ''))

const log = createLog({ level: 'info', format: 'json', secrets: [] })
const [first] = startEngines({
  devices: ['cpu'],
  settings: { modelDirs: [], threads: 1, memoryBudget: 1e9, cacheDir: join(dataDir, name) },
  backend: new URL('stand-in-backend.ts', import.meta.url).href,
  log,
})
if (first === undefined) throw new Error('There is no engine')
const exchange = openExchange({ queueUrl, store: undefined, log })
startWorker({ url: queueUrl, name, lock, engine: first.engine, models: ['stub'], exchange, log })
process.on('disconnect', () => process.exit(0))
// The campaign may have ended before this line.
if (!process.connected) process.exit(0)

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { BackendModel } from './backend.ts'
import { bestEffort } from './best-effort.ts'
import { measureCapacity } from './measure-capacity.ts'
import type { Networks } from './networks.ts'
import { replaceFile } from '#src/replace-file.ts'

/**
 * The number of jobs that are worth running at once with a model on its device. On a CPU it is one. Otherwise an earlier
 * measurement is used, or it is measured now if the first stage is loaded. Undefined if that stage is not loaded.
 */
export async function capacityOf(
  model: BackendModel,
  networks: Networks,
  cacheDir: string,
): Promise<number | undefined> {
  // One job already uses all cores. A measurement on a busy machine could suggest two.
  if (model.device === 'cpu') return 1
  const path = join(cacheDir, `capacity-${model.fingerprint}-${model.device}.json`)
  const known = await readCapacity(path)
  if (known !== undefined) return known
  if (model.stages[0]?.loaded() !== true) return undefined
  const parallel = await measure(model, networks)
  await bestEffort('capacity', () => replaceFile(path, JSON.stringify({ parallel })))
  return parallel
}

/** Measures with empty rows of the first stage, which take as long as real ones. */
async function measure(model: BackendModel, networks: Networks): Promise<number> {
  const size = model.stages[0]?.description.size
  const text = (await (await networks.lookUp(model, [''], false)).encode()).texts.get('')
  if (size === undefined || text === undefined) return 1
  const input = { data: new Float32Array(3 * size.height * size.width), channels: 3, ...size }
  return measureCapacity(async (count) => {
    const rows = Array.from({ length: count }, () => ({ input, timestep: 500, text }))
    return (await networks.run(model, 0, rows)).seconds
  })
}

async function readCapacity(path: string): Promise<number | undefined> {
  try {
    return z.object({ parallel: z.int().min(1) }).parse(JSON.parse(await readFile(path, 'utf8'))).parallel
  } catch {
    // Not measured yet or not readable, so it is measured again.
    return undefined
  }
}

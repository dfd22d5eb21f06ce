import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UserError } from '#src/errors.ts'
import { openModel } from '#src/network/folder.ts'
import { finding, megabytes } from './measure.ts'
import { mutate } from './mutate.ts'
import type { Part } from './part.ts'
import type { Random } from './random.ts'

/** The maximum memory of the process that opens the models, in bytes. */
const memoryLimit = 1e9

/** Opens a small model again and again, each time with one damaged file: JSON, or the header of safetensors. */
export const models: Part = {
  describe: ({ files }) => `a model opened ${files} times with one mutated file each (JSON, safetensors)`,
  async run({ files, random, print }) {
    const folder = await mkdtemp(join(tmpdir(), 'duckrabbit-campaign-model-'))
    const example = new URL('../../test/network/golden/cascade', import.meta.url)
    await cp(example, folder, { recursive: true })
    const names = (await readdir(folder, { recursive: true }))
      .filter((name) => /\.(json|safetensors)$/.test(name))
      .sort()
    let refused = 0
    let opened = 0
    let largest = 0
    const defects: string[] = []
    for (let index = 0; index < files; index += 1) {
      const path = join(folder, random.pick(names))
      const before = await readFile(path)
      await writeFile(path, path.endsWith('.json') ? mutatedJson(before, random) : mutatedWeights(before, random))
      try {
        await openModel(folder)
        opened += 1
      } catch (error) {
        if (error instanceof UserError) refused += 1
        else defects.push(`${path.slice(folder.length)}: ${String(error)}`)
      }
      await writeFile(path, before)
      largest = Math.max(largest, process.memoryUsage.rss())
    }
    await rm(folder, { recursive: true })
    for (const defect of defects) print(defect)
    return [
      finding(
        'each model is opened or refused with a sentence',
        defects.length === 0,
        `${refused} refused, ${opened} opened, ${defects.length} with another error`,
      ),
      finding(`the memory stays below ${megabytes(memoryLimit)}`, largest < memoryLimit, megabytes(largest)),
    ]
  },
}

/** Half of the mutations hit the length and the header, the others anything. */
function mutatedWeights(bytes: Buffer, random: Random): Uint8Array {
  if (random.chance(0.5)) return mutate(bytes, random)
  const end = 8 + Number(bytes.readBigUInt64LE())
  return Buffer.concat([mutate(bytes.subarray(0, end), random), bytes.subarray(end)])
}

const values = [null, true, -1, 0, 1e308, 2 ** 53, '', 'x', [], {}, [[]], { __proto__: null, a: 1 }] as const

/** Every other mutation keeps valid JSON and changes one of its values. */
function mutatedJson(bytes: Buffer, random: Random): Uint8Array {
  if (random.chance(0.5)) return mutate(bytes, random)
  const json: unknown = JSON.parse(bytes.toString())
  const places: (() => void)[] = []
  collect(json)
  random.pick(places)()
  return Buffer.from(JSON.stringify(json))

  function collect(node: unknown): void {
    if (typeof node !== 'object' || node === null) return
    for (const [key, child] of Object.entries(node)) {
      places.push(() => void Reflect.set(node, key, random.pick(values)))
      collect(child)
    }
  }
}

import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '#src/errors.ts'
import { isMissing, readConfig } from './config-file.ts'
import { readSafetensors, type Safetensors, type TensorPlace } from './safetensors.ts'

/** The weights of one network, in one or several safetensors files. */
export interface Weights {
  readonly folder: string
  readonly files: readonly Safetensors[]
  readonly tensors: ReadonlyMap<string, TensorPlace>
  /** The size of all files in bytes. */
  readonly bytes: number
  /** The number of weights. */
  readonly parameters: number
}

const shardIndex = z.object({ weight_map: z.record(z.string(), z.string()) })

/**
 * Opens the weights in a network's folder: `<stem>.safetensors` or its shards by their index, else the float16 variant under
 * the names that diffusers and transformers use.
 *
 * @param stem `diffusion_pytorch_model` for a UNet, `model` for a text encoder
 * @throws UserError `model-file-missing` and those of `readSafetensors`
 */
export async function openWeights(folder: string, stem: string): Promise<Weights> {
  const present = new Set(await list(folder))
  const single = [`${stem}.safetensors`, `${stem}.fp16.safetensors`]
  const sharded = [
    `${stem}.safetensors.index.json`,
    `${stem}.safetensors.index.fp16.json`,
    `${stem}.fp16.safetensors.index.json`,
  ]
  const [plain, half] = single
  const [index, ...halfIndices] = sharded
  const chosen = [plain, index, half, ...halfIndices].find((name) => name !== undefined && present.has(name))
  if (chosen === undefined) {
    const pickled = [...present].find((name) => name.endsWith('.bin'))
    const hint = pickled === undefined ? '' : ` (${pickled} is in PyTorch's own format, which is not read)`
    throw new UserError(
      'model-file-missing',
      `There are no weights in ${folder}: ${stem}.safetensors is expected${hint}; download the safetensors files.`,
      { folder, file: join(folder, `${stem}.safetensors`) },
    )
  }
  return chosen.endsWith('.json')
    ? openShards(folder, chosen)
    : gather(folder, [await readSafetensors(join(folder, chosen))])
}

/**
 * Makes sure that the files are still those whose headers were read. A file that was replaced while it was loaded would
 * leave a network with numbers from the wrong places.
 *
 * @throws UserError `model-file-changed`
 */
export async function requireUnchanged({ files }: Pick<Weights, 'files'>): Promise<void> {
  for (const { file, size, modified } of files) {
    const now = await stat(file).catch((error: unknown) => {
      if (isMissing(error)) return undefined
      throw error
    })
    if (now?.size === size && now.mtimeMs === modified) continue
    throw new UserError('model-file-changed', `The weights ${file} changed while they were being loaded; try again.`, {
      file,
    })
  }
}

async function openShards(folder: string, indexName: string): Promise<Weights> {
  const indexFile = join(folder, indexName)
  const { weight_map: map } = await readConfig(indexFile, shardIndex)
  const names = [...new Set(Object.values(map))].sort()
  const outside = names.find((name) => name.includes('/') || name.includes('\\'))
  if (outside !== undefined) {
    throw new UserError(
      'model-config',
      `The index ${indexFile} names a file outside its folder, ${outside}; download it again.`,
      {
        file: indexFile,
      },
    )
  }
  const weights = gather(folder, await Promise.all(names.map((name) => readSafetensors(join(folder, name)))))
  const lost = Object.keys(map).find((tensor) => !weights.tensors.has(tensor))
  if (lost !== undefined) {
    throw new UserError(
      'model-tensor-missing',
      `The weights in ${folder} lack ${lost}, which ${indexName} lists; download them again.`,
      {
        folder,
        tensor: lost,
      },
    )
  }
  return weights
}

function gather(folder: string, files: readonly Safetensors[]): Weights {
  const tensors = new Map<string, TensorPlace>()
  for (const file of files) for (const [name, place] of file.tensors) tensors.set(name, place)
  const parameters = [...tensors.values()].reduce(
    (sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1),
    0,
  )
  return { folder, files, tensors, bytes: files.reduce((sum, { size }) => sum + size, 0), parameters }
}

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (!isMissing(error)) throw error
    throw new UserError(
      'model-file-missing',
      `The model is incomplete: the folder ${folder} is missing; download it again.`,
      {
        file: folder,
      },
    )
  }
}

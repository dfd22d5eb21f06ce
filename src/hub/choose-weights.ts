import { UserError } from '#src/errors.ts'
import { layoutRefused as words } from '#src/messages/hub-refusals.ts'
import type { Repository, RepositoryFile } from './repository.ts'

/**
 * The files of one network's weights: half precision if there is one, in one file or in shards with their index. The names are
 * those that diffusers and transformers write, and that `openWeights` reads.
 *
 * @param folder the folder of the network, with a slash at its end, or nothing for the root
 * @param stem `diffusion_pytorch_model` or `model`
 * @returns undefined where the folder has no weights at all
 * @throws UserError `hub-pickled` where the weights are in PyTorch's own format only, `hub-incomplete` where a shard is missing
 */
export function chooseWeights(
  repository: Repository,
  folder: string,
  stem: string,
): readonly RepositoryFile[] | undefined {
  const inFolder = repository.files.filter(({ path }) => path.startsWith(folder))
  const named = (name: string) => inFolder.find(({ path }) => path === `${folder}${name}`)
  for (const variant of ['.fp16', '']) {
    const single = named(`${stem}${variant}.safetensors`)
    if (single !== undefined) return [single]
    const index = indexNames(stem, variant)
      .map(named)
      .find((file) => file !== undefined)
    if (index !== undefined) return [index, ...shardsOf(repository, inFolder, `${folder}${stem}${variant}`)]
  }
  const pickled = inFolder.find(({ path }) => /\.(bin|pt|pth|ckpt)$/.test(path))
  if (pickled === undefined) return undefined
  throw new UserError(
    'hub-pickled',
    words.pickled(repository.name, folder.replace(/\/$/, '') || 'the model', pickled.path),
    { path: pickled.path },
  )
}

function indexNames(stem: string, variant: string): readonly string[] {
  if (variant === '') return [`${stem}.safetensors.index.json`]
  return [`${stem}.safetensors.index${variant}.json`, `${stem}${variant}.safetensors.index.json`]
}

/** All shards by their names, `STEM-00001-of-00002.safetensors`, so that no file must be read to know them. */
function shardsOf(repository: Repository, files: readonly RepositoryFile[], stem: string): readonly RepositoryFile[] {
  const numbered = files.flatMap((file) => {
    const [, number, count] = /^-(\d{5})-of-(\d{5})\.safetensors$/.exec(file.path.slice(stem.length)) ?? []
    return file.path.startsWith(stem) && number !== undefined
      ? [{ file, number: Number(number), count: Number(count) }]
      : []
  })
  const count = numbered[0]?.count ?? 1
  for (let number = 1; number <= count; number++) {
    if (numbered.some((shard) => shard.number === number && shard.count === count)) continue
    const name = `${stem}-${five(number)}-of-${five(count)}.safetensors`
    throw new UserError('hub-incomplete', words.missing(repository.name, name), { path: name })
  }
  return numbered.map(({ file }) => file)
}

const five = (number: number): string => String(number).padStart(5, '0')

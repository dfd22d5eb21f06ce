import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readRecord } from './record.ts'
import type { Repository, RepositoryFile } from './repository.ts'
import { statOf } from '#src/size-of.ts'

/** A copy of a file on this machine. */
export interface LocalCopy {
  readonly path: string
  /** The number of the file system that it is on. */
  readonly device: number
}

interface Places {
  /** The folder that holds models. */
  readonly to: string
  /** The model that is being fetched. */
  readonly except: string
  /** The cache of Hugging Face's own tools. */
  readonly hubCache: string
}

/**
 * Finds copies of files that need not be fetched: in other models' folders, since all sizes of IF share one text encoder, and in the
 * cache of Hugging Face's own tools, where large files have their checksum as their name.
 */
export async function findLocalCopies({
  to,
  except,
  hubCache,
}: Places): Promise<(repository: Repository, file: RepositoryFile) => Promise<LocalCopy | undefined>> {
  const known = new Map<string, string>()
  const names = await readdir(to).catch(() => [])
  for (const name of names.filter((name) => name !== except)) {
    const record = await readRecord(join(to, name))
    for (const { folder, files } of record?.repositories ?? []) {
      for (const [path, { checksum, verified }] of Object.entries(files)) {
        if (verified !== undefined) known.set(checksum, join(to, name, folder, path))
      }
    }
  }
  return async ({ name }, { size, checksum }) => {
    if (checksum.algorithm !== 'sha256') return undefined
    const blob = join(hubCache, `models--${name.replaceAll('/', '--')}`, 'blobs', checksum.value)
    for (const path of [known.get(checksum.value), blob]) {
      const found = path === undefined ? undefined : await statOf(path)
      if (path !== undefined && found?.size === size) return { path, device: found.dev }
    }
    return undefined
  }
}

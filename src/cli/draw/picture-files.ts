import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { UserError } from '#src/errors.ts'
import type { PictureRef } from '#src/requests/picture-ref.ts'

/** Pictures given as files. The request contains references to them, and their bytes are passed beside it. */
export interface PictureFiles {
  readonly pictures: ReadonlyMap<string, Uint8Array>
  /** @throws UserError `no-such-file` */
  read(path: string): Promise<PictureRef>
}

/** @param directory the folder that relative paths start from */
export function pictureFiles(directory: string): PictureFiles {
  const pictures = new Map<string, Uint8Array>()
  return {
    pictures,
    async read(path) {
      const file = resolve(directory, path)
      const bytes = await readFile(file).catch((cause: unknown) => {
        throw new UserError('no-such-file', `There is no picture at ${file} that could be read.`, { file }, { cause })
      })
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      pictures.set(sha256, bytes)
      return { sha256, name: basename(file) }
    },
  }
}

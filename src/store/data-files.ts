import { join } from 'node:path'

/** Where the parts of a data folder, or of a backup of one, lie. */
export interface DataFiles {
  readonly database: string
  /** Empty; the process that uses the folder holds a lock on it. */
  readonly lock: string
  readonly pictures: string
  readonly tokens: string
  /** What the local channel remembers. */
  readonly history: string
}

export function dataFiles(folder: string): DataFiles {
  return {
    database: join(folder, 'duckrabbit.db'),
    lock: join(folder, 'in-use.db'),
    pictures: join(folder, 'pictures'),
    tokens: join(folder, 'tokens'),
    history: join(folder, 'local-channel'),
  }
}

/** The folder of the folders of pictures, each named by the first two digits of their sums. */
export const pictureShards = (pictures: string): string => join(pictures, 'by-sum')

export const pictureShard = (pictures: string, sha256: string): string =>
  join(pictureShards(pictures), sha256.slice(0, 2))

/** The file of a picture. `format` is its file name extension as well. */
export const picturePath = (pictures: string, sha256: string, format: string): string =>
  join(pictureShard(pictures, sha256), `${sha256}.${format}`)

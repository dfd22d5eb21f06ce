import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { RepositoryFile } from './repository.ts'

/** Sums up the bytes of a file as the hub does. */
export interface RunningChecksum {
  add(bytes: Uint8Array): void
  /** Whether all bytes together are the file's. */
  matches(): boolean
}

export function startChecksum({ checksum, size }: RepositoryFile): RunningChecksum {
  const hash = hashOf(checksum.algorithm, size)
  return { add: (bytes) => void hash.update(bytes), matches: () => hash.digest('hex') === checksum.value }
}

function hashOf(algorithm: RepositoryFile['checksum']['algorithm'], size: number): Hash {
  // Git hashes a header in front of the bytes: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
  return algorithm === 'sha256' ? createHash('sha256') : createHash('sha1').update(`blob ${size}\0`)
}

/** Sums up a file on disk. @param onBytes called with the number of bytes that were read */
export async function addFile(
  checksum: RunningChecksum,
  path: string,
  { signal, onBytes }: { readonly signal: AbortSignal; readonly onBytes: (count: number) => void },
): Promise<void> {
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20, signal })) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('the stream is not one of bytes')
    checksum.add(chunk)
    onBytes(chunk.length)
  }
}

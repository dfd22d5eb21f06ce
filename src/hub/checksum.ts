import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { RepositoryFile } from './repository.ts'

/** Computes the checksum of a file in parts, as the hub does. */
export interface RunningChecksum {
  add(bytes: Uint8Array): void
  /** Whether the checksum of all added bytes is the file's. */
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

/** Adds the bytes of a file on disk. @param onBytes called with the number of bytes that were read */
export async function addFile(
  checksum: RunningChecksum,
  path: string,
  { signal, onBytes }: { readonly signal: AbortSignal; readonly onBytes: (count: number) => void },
): Promise<void> {
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20, signal })) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('Expected a stream of bytes')
    checksum.add(chunk)
    onBytes(chunk.length)
  }
}

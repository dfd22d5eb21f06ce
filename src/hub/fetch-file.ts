import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { UserError } from '#src/errors.ts'
import { hubRefused as words } from '#src/messages/hub-refusals.ts'
import { startChecksum, addFile, type RunningChecksum } from './checksum.ts'
import type { Hub } from './hub.ts'
import { sizeOf } from '#src/size-of.ts'
import type { Repository, RepositoryFile } from './repository.ts'

/** What happens to the bytes of a file: those on disk are checked, the others are fetched. */
export interface ByteCounts {
  readonly onChecked: (count: number) => void
  /** Negative where bytes must be fetched again. */
  readonly onFetched: (count: number) => void
}

export interface FetchFileOptions extends ByteCounts {
  readonly hub: Hub
  readonly repository: Repository
  readonly file: RepositoryFile
  /** Where the file goes. Its folder exists. */
  readonly path: string
  readonly signal: AbortSignal
}

/** How often in a row a transfer may fail without a new byte. */
const maxFailures = 4

/** The partial file. Its name contains the checksum, so that bytes of two versions never mix. */
export function partOf(path: string, { checksum }: RepositoryFile): string {
  return `${path}.${checksum.value.slice(0, 12)}.part`
}

/**
 * Fetches one file. It continues where an earlier run stopped, verifies the checksum, and renames the file into place only
 * when it is complete.
 *
 * @throws UserError `hub-…`; errors of the disk as they are
 */
export async function fetchFile(options: FetchFileOptions): Promise<void> {
  const { hub, repository, file, path } = options
  const part = partOf(path, file)
  for (let attempt = 0; attempt < 2; attempt++) {
    if ((await sizeOf(part)) > file.size) await rm(part)
    if (await complete(part, options)) {
      await rename(part, path)
      return
    }
    options.onFetched(-(await sizeOf(part)))
    await rm(part)
  }
  const page = `${hub.endpoint}/${repository.name}`
  throw new UserError('hub-damaged', words.damaged(file.path, page), { path: file.path })
}

/** Completes a partial file. @returns whether its checksum is right */
async function complete(part: string, options: FetchFileOptions): Promise<boolean> {
  const { file, signal } = options
  let checksum = startChecksum(file)
  let have = await sizeOf(part)
  const handle = await open(part, 'a')
  try {
    if (have > 0) {
      await addFile(checksum, part, { signal, onBytes: options.onChecked })
      options.onFetched(have)
    }
    let failures = 0
    while (have < file.size) {
      const before = have
      await transfer().catch(async (error: unknown) => {
        failures = have > before ? 0 : failures + 1
        await waitOrThrow(error, failures, options)
      })
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return have === file.size && checksum.matches()

  async function transfer(): Promise<void> {
    const { start, body } = await options.hub.open(options.repository, file.path, have)
    if (start < have) {
      // The server ignores ranges, so it sends the file from its beginning.
      await handle.truncate(0)
      options.onFetched(-have)
      have = 0
      checksum = startChecksum(file)
    }
    const before = have
    for await (const bytes of body) {
      await append(handle, bytes, checksum)
      have += bytes.length
      options.onFetched(bytes.length)
      if (have > file.size) return
    }
    if (have === before) throw new TransferStopped()
  }
}

/** Thrown when a body ended before its first byte. */
class TransferStopped extends Error {
  override readonly name = 'TransferStopped'
}

async function append(handle: FileHandle, bytes: Uint8Array, checksum: RunningChecksum): Promise<void> {
  await handle.appendFile(bytes)
  checksum.add(bytes)
}

/** Waits before the next try if the failure may pass. @throws UserError, or the error itself */
async function waitOrThrow(error: unknown, failures: number, { hub, file, signal }: FetchFileOptions): Promise<void> {
  signal.throwIfAborted()
  // Opening the file was already tried several times.
  if (error instanceof UserError || !(error instanceof TransferStopped || hub.mayPass(error))) throw error
  if (failures >= maxFailures) {
    throw new UserError('hub-cut-off', words.cutOff(file.path, hub.endpoint), { path: file.path }, { cause: error })
  }
  await hub.wait(500 * 2 ** failures)
}

import { createHash } from 'node:crypto'
import { readFile, readdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Kysely, Selectable } from 'kysely'
import { z } from 'zod'
import { codeOf } from '#src/errors.ts'
import { statOf } from '#src/size-of.ts'
import { makeFolder } from '#src/make-folder.ts'
import { picturePath, pictureShard, pictureShards } from './data-files.ts'
import { discardFile } from './discard-file.ts'
import { dropOldest } from './drop-pictures.ts'
import { createKeyedMutex, type KeyedMutex } from './keyed-mutex.ts'
import { createLeftoverFiles } from './leftover-files.ts'
import { deleteUnusedRow, keptRow, putRow } from './picture-rows.ts'
import { writeDurably } from './write-durably.ts'
import type { PictureStore } from './store.ts'
import type { PictureRow, Tables } from './tables.ts'

const pictureFormat = z.enum(['png', 'webp', 'gif', 'jpeg', 'avif', 'tiff'])

const storedPicture = z.object({
  sha256: z.string(),
  format: pictureFormat,
  width: z.int().nullable(),
  height: z.int().nullable(),
  bytes: z.int(),
})

export interface PictureFiles extends PictureStore {
  /**
   * Drops files until the rest have at most `maxBytes` together, as far as `droppable` allows. Their rows stay, so
   * their jobs are still known. Returns the number of dropped files.
   */
  shrink(maxBytes: number, before: number): Promise<number>
  /**
   * Removes pictures that no row refers to and that were stored before `before` (milliseconds since 1970), and files
   * that have no row because the process was killed.
   */
  sweep(before: number): Promise<{ readonly pictures: number; readonly bytes: number }>
  /**
   * Removes those of the given pictures that no row refers to any more, at once. A picture that was stored again after
   * it was listed is kept until the next sweep, because a row may soon refer to it. Returns the number of removed
   * pictures.
   */
  release(listed: readonly PutPicture[]): Promise<number>
}

/** A picture, and when it was last stored. */
export interface PutPicture {
  readonly sha256: string
  readonly touchedAt: number
}

export interface PictureStoreOptions {
  /** Files are `folder/ab/abcd….png`, where `ab` is the beginning of the sum. */
  readonly folder: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** The name of this process among those that share the folder. Undefined: there are no others. */
  readonly process?: string | undefined
}

/** Stores pictures as files named by their sum, and facts about them as rows. */
export async function createPictureStore(
  database: Kysely<Tables>,
  { folder, now, process }: PictureStoreOptions,
): Promise<PictureFiles> {
  const shards = pictureShards(folder)
  const aside = await emptyFolder(folder, process)
  await makeFolder(shards)

  /** Storing and removing the same picture at once would race for its file. Between processes `discardFile` says what happens. */
  const lock = createKeyedMutex()
  const pathOf = (sha256: string, format: string): string => picturePath(folder, sha256, format)
  const write = (path: string, bytes: Uint8Array): Promise<void> =>
    writeDurably(path, bytes, { temporary: join(aside, basename(path)), mode: 0o644 })
  const isWanted = async (sha256: string): Promise<boolean> => (await about(sha256)) !== null
  const discard = (sha256: string, path: string): Promise<void> =>
    process === undefined ? rm(path, { force: true }) : discardFile(path, { aside, isWanted: () => isWanted(sha256) })

  /** The facts about a stored picture whose file was not dropped. */
  async function about(sha256: string) {
    const row = await keptRow(database, sha256)
    return row === undefined ? null : storedPicture.parse(row)
  }

  const leftovers = createLeftoverFiles((sha256, path) =>
    lock(sha256, async () => ((await isWanted(sha256)) ? undefined : discard(sha256, path))),
  )

  return {
    async put(bytes, { format, width, height }) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const stored = await lock(sha256, async () => {
        const known = await about(sha256)
        const row = { sha256, format: known?.format ?? format, width, height, bytes: bytes.length }
        const path = pathOf(sha256, row.format)
        if (known === null || (await statOf(path))?.size !== bytes.length) {
          await makeFolder(pictureShard(folder, sha256))
          await write(path, bytes)
        }
        await putRow(database, { ...row, touched_at: now(), gone_at: null })
        // Another process may have removed it before the row was there.
        if (process !== undefined && (await statOf(path)) === undefined) await write(path, bytes)
        return storedPicture.parse(await about(sha256))
      }).catch(async (error: unknown) => {
        // Without a row nothing would find the file, which takes room on a disk that may be full.
        await leftovers.remove(sha256, pathOf(sha256, format))
        throw error
      })
      await leftovers.retry()
      return stored
    },

    async get(sha256) {
      const known = await about(sha256)
      return known === null ? null : readPicture(pathOf(sha256, known.format), sha256)
    },

    about,

    shrink: (maxBytes, before) =>
      dropOldest(database, { maxBytes, before, now }, (sha256, format, mayGo) =>
        lock(sha256, async () => {
          if (!(await mayGo())) return false
          await discard(sha256, pathOf(sha256, format))
          return true
        }),
      ),

    sweep: (before) => sweepUnused(database, { lock, shards, pathOf, about, discard }, before),

    async release(listed) {
      let released = 0
      for (const { sha256, touchedAt } of listed) {
        if ((await removeUnused(database, { lock, pathOf, discard }, sha256, touchedAt + 1)) !== undefined) released++
      }
      return released
    },
  }
}

interface RemovalParts {
  readonly lock: KeyedMutex
  readonly pathOf: (sha256: string, format: string) => string
  /** Removes the file, unless it has a row again. */
  readonly discard: (sha256: string, path: string) => Promise<void>
}

/** Removes pictures that nothing refers to and files without a row; see `PictureFiles`. */
async function sweepUnused(
  database: Kysely<Tables>,
  files: RemovalParts & { readonly shards: string; readonly about: PictureStore['about'] },
  before: number,
): Promise<{ readonly pictures: number; readonly bytes: number }> {
  const { lock, shards, about, discard } = files
  let pictures = 0
  let bytes = 0
  const old = await database.selectFrom('pictures').select('sha256').where('touched_at', '<', before).execute()
  for (const { sha256 } of old) {
    const removed = await removeUnused(database, files, sha256, before)
    if (removed === undefined) continue
    pictures++
    if (removed.gone_at === null) bytes += removed.bytes
  }
  await eachFile(shards, (sha256, path) =>
    lock(sha256, async () => {
      if ((await stat(path)).mtimeMs < before && (await about(sha256)) === null) await discard(sha256, path)
    }),
  )
  return { pictures, bytes }
}

/**
 * Removes a picture that nothing refers to and that was stored before `before`, with its file. Undefined if there is
 * none.
 */
function removeUnused(
  database: Kysely<Tables>,
  { lock, pathOf, discard }: RemovalParts,
  sha256: string,
  before: number,
): Promise<Selectable<PictureRow> | undefined> {
  return lock(sha256, async () => {
    const removed = await deleteUnusedRow(database, sha256, before)
    if (removed !== undefined) await discard(sha256, pathOf(sha256, removed.format))
    return removed
  })
}

/** Calls `visit` for each picture file, one after the other. */
async function eachFile(shards: string, visit: (sha256: string, path: string) => Promise<void>): Promise<void> {
  for (const shard of await readdir(shards)) {
    for (const name of await readdir(join(shards, shard)))
      await visit(name.slice(0, name.indexOf('.')), join(shards, shard, name))
  }
}

/**
 * An empty folder on the same disk for half-written and discarded files. Each of several processes has one of its own; what an
 * earlier process left there is removed.
 */
async function emptyFolder(folder: string, process: string | undefined): Promise<string> {
  const parent = join(folder, 'half-written')
  const own = process === undefined ? parent : join(parent, process)
  await rm(own, { recursive: true, force: true })
  await makeFolder(own)
  return own
}

/** Null if the file is missing. @throws Error if its sum is another one */
async function readPicture(path: string, sha256: string): Promise<Uint8Array | null> {
  const bytes = await readIfThere(path)
  if (bytes !== null && createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new Error(`The picture file ${path} is damaged: its sum is another one`)
  return bytes
}

/** Null if the file is missing. */
async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    const { buffer, byteOffset, byteLength } = await readFile(path)
    return new Uint8Array(buffer, byteOffset, byteLength)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

import { createHash } from 'node:crypto'
import { readFile, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely, Selectable } from 'kysely'
import { z } from 'zod'
import { codeOf } from '#src/errors.ts'
import { makeFolder } from '#src/make-folder.ts'
import { createKeyedMutex } from './keyed-mutex.ts'
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
   * Removes the pictures that no row points to and that were put before `before` (milliseconds since 1970), and files
   * that a kill left without a row.
   */
  sweep(before: number): Promise<{ readonly pictures: number; readonly bytes: number }>
}

export interface PictureStoreOptions {
  /** Files are `folder/ab/abcd….png`, by the first two digits of their sum. */
  readonly folder: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Pictures as files named by their sum, their facts as rows. */
export async function createPictureStore(
  database: Kysely<Tables>,
  { folder, now }: PictureStoreOptions,
): Promise<PictureFiles> {
  const shards = join(folder, 'by-sum')
  const halfWritten = join(folder, 'half-written')
  await rm(halfWritten, { recursive: true, force: true })
  await makeFolder(halfWritten)
  await makeFolder(shards)

  /** Putting and sweeping the same picture would race for its file. */
  const lock = createKeyedMutex()
  const shardOf = (sha256: string): string => join(shards, sha256.slice(0, 2))
  const pathOf = (sha256: string, format: string): string => join(shardOf(sha256), `${sha256}.${format}`)

  async function about(sha256: string) {
    const row = await database.selectFrom('pictures').selectAll().where('sha256', '=', sha256).executeTakeFirst()
    return row === undefined ? null : storedPicture.parse(row)
  }

  return {
    put(bytes, { format, width, height }) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return lock(sha256, async () => {
        const known = await about(sha256)
        const path = pathOf(sha256, known?.format ?? format)
        if (known === null || (await sizeOf(path)) !== bytes.length) {
          await makeFolder(shardOf(sha256))
          await writeDurably(path, bytes, { temporary: join(halfWritten, sha256), mode: 0o644 })
        }
        const row = { sha256, format, width, height, bytes: bytes.length, touched_at: now() }
        await putRow(database, row)
        return storedPicture.parse(await about(sha256))
      })
    },

    async get(sha256) {
      const known = await about(sha256)
      if (known === null) return null
      const bytes = new Uint8Array(await readFile(pathOf(sha256, known.format)))
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
        throw new Error(`The picture file ${pathOf(sha256, known.format)} is damaged: its sum is another one`)
      }
      return bytes
    },

    about,

    async sweep(before) {
      let pictures = 0
      let bytes = 0
      const old = await database.selectFrom('pictures').select('sha256').where('touched_at', '<', before).execute()
      for (const { sha256 } of old) {
        await lock(sha256, async () => {
          const removed = await deleteUnusedRow(database, sha256, before)
          if (removed === undefined) return
          await rm(pathOf(sha256, removed.format), { force: true })
          pictures++
          bytes += removed.bytes
        })
      }
      for (const shard of await readdir(shards)) {
        for (const name of await readdir(join(shards, shard))) {
          const sha256 = name.slice(0, name.indexOf('.'))
          const path = join(shards, shard, name)
          await lock(sha256, async () => {
            if ((await stat(path)).mtimeMs < before && (await about(sha256)) === null) await rm(path)
          })
        }
      }
      return { pictures, bytes }
    },
  }
}

/** Writes the row of a picture, or takes note that it was put again. */
async function putRow(database: Kysely<Tables>, row: PictureRow): Promise<void> {
  await database
    .insertInto('pictures')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('sha256').doUpdateSet(({ fn, ref }) => ({
        touched_at: row.touched_at,
        width: fn.coalesce(ref('pictures.width'), ref('excluded.width')),
        height: fn.coalesce(ref('pictures.height'), ref('excluded.height')),
      })),
    )
    .execute()
}

/** Deletes the row of a picture that nothing refers to and that was put before `before`; undefined where there is none. */
async function deleteUnusedRow(
  database: Kysely<Tables>,
  sha256: string,
  before: number,
): Promise<Selectable<PictureRow> | undefined> {
  return database
    .deleteFrom('pictures')
    .where('sha256', '=', sha256)
    .where('touched_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('results').select('job_id').where('results.sha256', '=', sha256))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('job_pictures').select('job_id').where('job_pictures.sha256', '=', sha256))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('draft_pictures').select('draft_id').where('draft_pictures.sha256', '=', sha256))),
    )
    .returningAll()
    .executeTakeFirst()
}

/** In bytes; undefined when there is no such file. */
async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

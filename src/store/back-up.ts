import { constants, copyFile, cp, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import Database from 'libsql'
import { codeOf, UserError } from '#src/errors.ts'
import { statOf } from '#src/size-of.ts'
import { makeFolder } from '#src/make-folder.ts'
import { backupRefused as words } from './backup-refusals.ts'
import { dataFiles, picturePath, pictureShards } from './data-files.ts'

/** What a backup copied. */
export interface BackedUp {
  /** Pictures that the backup holds now. */
  readonly pictures: number
  /** Pictures that were not in the folder before. */
  readonly copied: number
  /** Bytes that were copied. */
  readonly bytes: number
  /** Pictures that the database names and that have no file, as after a damage of the disk. */
  readonly missing: number
}

/**
 * Copies a data folder while the bot uses it: the database as of one moment (`VACUUM INTO`), the pictures that it names, and
 * the history of the local channel. Tokens are left out, since they live for 15 minutes, and so are caches.
 *
 * A second backup into the same folder copies new pictures only and removes those that are no longer named. Each file is put
 * in place by rename, so a backup that is interrupted leaves the earlier one usable.
 *
 * @throws UserError `bad-backup-folder`, `no-data` where there is no database, `backup-not-writable`
 */
export async function backUp(dataDir: string, folder: string): Promise<BackedUp> {
  const from = dataFiles(dataDir)
  const to = dataFiles(folder)
  if (!relative(dataDir, folder).startsWith('..'))
    throw new UserError('bad-backup-folder', words.inside(folder), { folder })
  if (!(await isThere(from.database))) throw new UserError('no-data', words.noData(dataDir), { dataDir })
  try {
    await makeFolder(folder, 0o700)
    await makeFolder(to.pictures)
    const snapshot = `${to.database}.part`
    await rm(snapshot, { force: true })
    const named = takeSnapshot(from.database, snapshot)
    const copied = await copyPictures(from.pictures, to.pictures, named)
    await copyHistory(from.history, to.history)
    await rename(snapshot, to.database)
    await removeOthers(to.pictures, named)
    return { pictures: named.length - copied.missing, ...copied }
  } catch (error) {
    if (error instanceof UserError) throw error
    const reason = codeOf(error) || (error instanceof Error ? error.message : String(error))
    throw new UserError('backup-not-writable', words.notWritable(folder, reason), { folder }, { cause: error })
  }
}

interface NamedPicture {
  readonly sha256: string
  readonly format: string
  readonly bytes: number
}

/** Copies the database as of this moment, and returns the pictures that the copy names. */
function takeSnapshot(database: string, snapshot: string): readonly NamedPicture[] {
  const live = new Database(database)
  try {
    live.pragma('busy_timeout = 10000')
    live.prepare('VACUUM INTO ?').run(snapshot)
  } finally {
    live.close()
  }
  const copy = new Database(snapshot)
  try {
    // Rows of this table; the columns are those of `tables.ts`.
    return copy.prepare('select sha256, format, bytes from pictures where gone_at is null').all() as NamedPicture[]
  } finally {
    copy.close()
  }
}

async function copyPictures(
  from: string,
  to: string,
  named: readonly NamedPicture[],
): Promise<Omit<BackedUp, 'pictures'>> {
  const counts = { copied: 0, bytes: 0, missing: 0 }
  for (const { sha256, format, bytes } of named) {
    const target = picturePath(to, sha256, format)
    if ((await statOf(target))?.size === bytes) continue
    await makeFolder(dirname(target))
    if (!(await copyIfThere(picturePath(from, sha256, format), `${target}.part`))) {
      counts.missing += 1
      continue
    }
    await rename(`${target}.part`, target)
    counts.copied += 1
    counts.bytes += bytes
  }
  return counts
}

/** Copies a file, unless the bot has removed it meanwhile. */
async function copyIfThere(source: string, target: string): Promise<boolean> {
  try {
    // A file system with copy-on-write shares the blocks.
    await copyFile(source, target, constants.COPYFILE_FICLONE)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}

async function copyHistory(from: string, to: string): Promise<void> {
  if (!(await isThere(from))) return
  await cp(from, to, { recursive: true, force: true })
}

/** Removes the pictures that the new snapshot no longer names, and half-written files. */
async function removeOthers(pictures: string, named: readonly NamedPicture[]): Promise<void> {
  const wanted = new Set(named.map(({ sha256, format }) => `${sha256}.${format}`))
  const shards = pictureShards(pictures)
  for (const shard of await readdir(shards).catch(() => [])) {
    for (const name of await readdir(join(shards, shard))) if (!wanted.has(name)) await rm(join(shards, shard, name))
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await statOf(path)) !== undefined
}

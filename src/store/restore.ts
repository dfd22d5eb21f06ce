import { createHash } from 'node:crypto'
import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import Database from 'libsql'
import { codeOf, UserError } from '#src/errors.ts'
import { makeFolder } from '#src/make-folder.ts'
import { backupRefused as words } from './backup-refusals.ts'
import { dataFiles, picturePath } from './data-files.ts'
import { lockFolder } from './lock-folder.ts'
import { migrations } from './migrations.ts'
import { prepareFolder } from './prepare-folder.ts'

export interface Restored {
  readonly pictures: number
  /** Pictures that the backup names and does not hold, or holds damaged. Their messages stay, without the file. */
  readonly missing: number
  /** Where the earlier content of the data folder lies now, or undefined if there was none. */
  readonly earlier: string | undefined
}

export interface RestoreOptions {
  /** Whether a data folder that holds something may be replaced. What it held is kept beside it. */
  readonly replace: boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/**
 * Brings a backup back into a data folder that no bot uses. Every picture is checked against its sum. The backup is first
 * copied beside what is there, so that a failure in the middle leaves the folder as it was.
 *
 * @throws UserError `bad-backup`, `newer-backup`, `data-exists`, `data-in-use`, `data-not-writable`
 */
export async function restore(folder: string, dataDir: string, { replace, now }: RestoreOptions): Promise<Restored> {
  const from = dataFiles(folder)
  const named = readBackup(folder, from.database)
  await prepareFolder(dataDir)
  const unlock = lockFolder(dataDir, dataFiles(dataDir).lock)
  try {
    const before = (await readdir(dataDir)).filter((name) => name !== 'restoring' && !name.startsWith('in-use.db'))
    const holdsData = before.includes('duckrabbit.db')
    if (holdsData && !replace) throw new UserError('data-exists', words.dataExists(dataDir), { dataDir })
    const staging = join(dataDir, 'restoring')
    await rm(staging, { recursive: true, force: true })
    await makeFolder(staging, 0o700)
    const to = dataFiles(staging)
    const counts = await copyPictures(from.pictures, to.pictures, named)
    await copyIfThere(from.history, to.history)
    await cp(from.database, to.database)
    const earlier = holdsData ? join(dataDir, `before-restore-${stamp(now())}`) : undefined
    if (earlier !== undefined) await moveInto(dataDir, earlier, before.filter(isData))
    await moveInto(staging, dataDir, await readdir(staging))
    await rm(staging, { recursive: true, force: true })
    return { ...counts, earlier }
  } finally {
    unlock()
  }
}

/** What belongs to the data that a restore replaces. Caches and earlier restores stay where they are. */
const isData = (name: string): boolean =>
  name.startsWith('duckrabbit.db') || ['pictures', 'tokens', 'local-channel'].includes(name)

/** 2026-11-29T02-30-00Z, which every file system takes as a name. */
const stamp = (time: number): string => new Date(time).toISOString().replaceAll(':', '-').replace(/\.\d+/, '')

interface NamedPicture {
  readonly sha256: string
  readonly format: string
}

/** The pictures that the backup names. @throws UserError where it is damaged or was made by a newer version */
function readBackup(folder: string, file: string): readonly NamedPicture[] {
  let database
  try {
    database = new Database(file, { readonly: true, fileMustExist: true })
    const checks = database.prepare('pragma integrity_check').all() as { readonly integrity_check: string }[] // SQLite's
    if (checks.some(({ integrity_check }) => integrity_check !== 'ok')) throw new Error(checks[0]?.integrity_check)
    const made = database.prepare('select name from kysely_migration').all() as { readonly name: string }[] // kysely's
    const unknown = made.filter(({ name }) => migrations[name] === undefined)
    if (unknown.length > 0) throw new UserError('newer-backup', words.newer(folder), { folder })
    // Rows of this table; the columns are those of `tables.ts`.
    return database.prepare('select sha256, format from pictures where gone_at is null').all() as NamedPicture[]
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError('bad-backup', words.damaged(folder), { folder }, { cause: error })
  } finally {
    database?.close()
  }
}

async function copyPictures(
  from: string,
  to: string,
  named: readonly NamedPicture[],
): Promise<{ readonly pictures: number; readonly missing: number }> {
  let pictures = 0
  await makeFolder(to)
  for (const { sha256, format } of named) {
    const bytes = await readFile(picturePath(from, sha256, format)).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined
      throw error
    })
    if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== sha256) continue
    const target = picturePath(to, sha256, format)
    await makeFolder(dirname(target))
    await writeFile(target, bytes, { mode: 0o644 })
    pictures += 1
  }
  return { pictures, missing: named.length - pictures }
}

async function copyIfThere(from: string, to: string): Promise<void> {
  try {
    await cp(from, to, { recursive: true })
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}

async function moveInto(from: string, to: string, names: readonly string[]): Promise<void> {
  await makeFolder(to, 0o700)
  for (const name of names) await rename(join(from, name), join(to, name))
}

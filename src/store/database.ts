import { chmod, open } from 'node:fs/promises'
import Database from 'libsql'
import { Kysely, Migrator, SqliteDialect } from 'kysely'
import { migrations } from './migrations.ts'
import type { Tables } from './tables.ts'

/**
 * Opens the database file, makes it if need be, and brings its tables up to date.
 *
 * In WAL mode a killed process loses nothing that was committed. `synchronous = NORMAL` lets a power cut take the last
 * few commits, never the file: syncing each commit to the disk would hold the bot's thread for milliseconds every time.
 * `secure_delete` overwrites deleted rows: what people have had deleted does not stay in the file.
 * The driver is synchronous; every query touches a few rows by an index.
 *
 * @throws Error when the file is no database, or was written by a newer version.
 */
export async function openDatabase(path: string): Promise<Kysely<Tables>> {
  // SQLite gives its -wal and -shm files the mode of the database.
  await (await open(path, 'a', 0o600)).close()
  await chmod(path, 0o600)
  const driver = new Database(path)
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = NORMAL',
    'foreign_keys = ON',
    'busy_timeout = 5000',
    'secure_delete = ON',
  ]) {
    driver.pragma(pragma)
  }
  const database = new Kysely<Tables>({ dialect: new SqliteDialect({ database: driver }) })
  const migrator = new Migrator({ db: database, provider: { getMigrations: () => Promise.resolve({ ...migrations }) } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) {
    await database.destroy()
    throw new Error(`Could not bring the database ${path} up to date`, { cause: error })
  }
  return database
}

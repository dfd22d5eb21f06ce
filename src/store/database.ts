import { chmod, open } from 'node:fs/promises'
import Database from 'libsql'
import { Kysely, Migrator } from 'kysely'
import { migrations } from './migrations.ts'
import { createSqliteDialect } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'

/**
 * Opens the database file, creating it if it is missing, and migrates its tables.
 *
 * In WAL mode a killed process loses nothing that was committed. With `synchronous = NORMAL` a power cut may lose the
 * last few commits but never damages the file. Syncing each commit would block the bot's thread for milliseconds every
 * time. `secure_delete` overwrites deleted rows, so that deleted personal data does not stay in the file. The driver is
 * synchronous, so every query must touch only a few rows by an index.
 *
 * @throws Error if the file is not a database or was written by a newer version
 */
export async function openDatabase(path: string): Promise<Kysely<Tables>> {
  // SQLite creates its -wal and -shm files with the mode of the database.
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
  const database = new Kysely<Tables>({ dialect: createSqliteDialect(driver) })
  await migrate(database, path).catch(async (error: unknown) => {
    await database.destroy()
    throw error
  })
  return database
}

/**
 * Brings the tables of a database up to date.
 *
 * @throws Error if they were written by a newer version
 */
export async function migrate(database: Kysely<Tables>, name: string): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: () => Promise.resolve({ ...migrations }) } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw new Error(`Could not bring the database ${name} up to date`, { cause: error })
}

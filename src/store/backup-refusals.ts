/** Reasons why a backup or a restore is refused. Only the command line prints these, in English. */
export const backupRefused = {
  noData: (dataDir: string): string => `DATA_DIR ${dataDir} holds no database; start the bot once, or set DATA_DIR.`,
  notWritable: (folder: string, reason: string): string =>
    `The backup folder ${folder} cannot be written (${reason}). Check its permissions and the disk, or name another folder.`,
  inside: (folder: string): string =>
    `The backup folder ${folder} is inside the data folder; name one outside it, preferably on another disk.`,
  damaged: (folder: string): string =>
    `${folder} holds no usable backup: its database is missing or damaged. Name a folder that "duckrabbit backup" made.`,
  elsewhere: (dataDir: string): string =>
    `The database is in PostgreSQL (DATABASE_URL). Copy it with pg_dump, and the pictures with a copy of ${dataDir}.`,
  newer: (folder: string): string =>
    `The backup in ${folder} was made by a newer version of Duckrabbit. Update Duckrabbit first.`,
  dataExists: (dataDir: string): string =>
    `DATA_DIR ${dataDir} holds data already. Add --replace to put the backup in its place; what is there now is kept.`,
} as const

import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Configuration } from '#src/config.ts'
import { UserError } from '#src/errors.ts'
import { backupRefused } from '#src/store/backup-refusals.ts'
import type { Terminal } from './terminal.ts'

/** Adds `duckrabbit backup` and `duckrabbit restore`. */
export function addBackup(program: Command, terminal: Terminal): void {
  const { configuration, out, directory } = terminal
  program
    .command('backup')
    .description(
      'Copy the data folder, even while the bot runs. Into an existing backup, only new pictures are copied.',
    )
    .argument('<folder>', 'the folder of the backup')
    .action(async (folder: string) => {
      refuseDatabase(configuration())
      const { backUp } = await import('#src/store/back-up.ts')
      const target = resolve(directory, folder)
      const { pictures, copied, bytes, missing } = await backUp(configuration().dataDir, target)
      out.write(
        `${target} holds the database and ${count(pictures, 'picture')}; ${copied} copied, ${megabytes(bytes)}.\n`,
      )
      if (missing > 0) out.write(`${count(missing, 'picture')} had lost its file and could not be copied.\n`)
    })
  program
    .command('restore')
    .description('Restore a backup while the bot is stopped.')
    .argument('<folder>', 'the backup')
    .option('--replace', 'restore into a data folder that is not empty; its content is kept in a folder inside')
    .action(async (folder: string, { replace = false }: { readonly replace?: boolean }) => {
      refuseDatabase(configuration())
      const { restore } = await import('#src/store/restore.ts')
      const { dataDir } = configuration()
      const { pictures, missing, earlier } = await restore(resolve(directory, folder), dataDir, {
        replace,
        now: Date.now,
      })
      out.write(`${dataDir} holds the database and ${count(pictures, 'picture')} of the backup.\n`)
      if (missing > 0) out.write(`${count(missing, 'picture')} were missing or damaged in the backup.\n`)
      if (earlier !== undefined)
        out.write(`Its earlier content is in ${earlier}. Delete that folder when you no longer need it.\n`)
    })
}

/** @throws UserError `database-elsewhere` where the rows are not in the data folder */
function refuseDatabase({ databaseUrl, dataDir }: Pick<Configuration, 'databaseUrl' | 'dataDir'>): void {
  if (databaseUrl !== undefined) throw new UserError('database-elsewhere', backupRefused.elsewhere(dataDir))
}

const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`

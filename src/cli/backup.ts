import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Terminal } from './terminal.ts'

/** Adds `duckrabbit backup` and `duckrabbit restore`. */
export function addBackup(program: Command, terminal: Terminal): void {
  const { configuration, out, directory } = terminal
  program
    .command('backup')
    .description('Copy the data folder, also while the bot runs. The same folder again copies new pictures only.')
    .argument('<folder>', 'where the backup goes')
    .action(async (folder: string) => {
      const { backUp } = await import('#src/store/back-up.ts')
      const target = resolve(directory, folder)
      const { pictures, copied, bytes, missing } = await backUp(configuration().dataDir, target)
      out.write(
        `${target} holds the database and ${count(pictures, 'picture')}; ${copied} copied, ${megabytes(bytes)}.\n`,
      )
      if (missing > 0) out.write(`${count(missing, 'picture')} had no file any more and could not be copied.\n`)
    })
  program
    .command('restore')
    .description('Bring a backup back while the bot is stopped.')
    .argument('<folder>', 'the backup')
    .option('--replace', 'also where the data folder holds something; that is kept in a folder inside of it')
    .action(async (folder: string, { replace = false }: { readonly replace?: boolean }) => {
      const { restore } = await import('#src/store/restore.ts')
      const { dataDir } = configuration()
      const { pictures, missing, earlier } = await restore(resolve(directory, folder), dataDir, {
        replace,
        now: Date.now,
      })
      out.write(`${dataDir} holds the database and ${count(pictures, 'picture')} of the backup.\n`)
      if (missing > 0) out.write(`${count(missing, 'picture')} were missing or damaged in the backup.\n`)
      if (earlier !== undefined)
        out.write(`What it held before is in ${earlier}; delete it when you no longer need it.\n`)
    })
}

const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`

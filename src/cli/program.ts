import { Command } from 'commander'
import { version } from '#src/version.ts'
import { addBackup } from './backup.ts'
import { addDoctor } from './doctor.ts'
import { addDraw } from './draw.ts'
import { addModels } from './models.ts'
import { addPull } from './pull.ts'
import type { Terminal } from './terminal.ts'
import { addWorker } from './worker.ts'

/** The `duckrabbit` command with all its subcommands. Their actions throw errors, which `run` turns into a sentence and an exit code. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('duckrabbit')
    .description('Draws pictures with two meanings.')
    .version(version)
    .configureOutput({
      writeOut: (text) => void terminal.out.write(text),
      writeErr: (text) => void terminal.err.write(text),
      outputError: (text, write) => write(text.replace(/^error: (.)/, (_, first: string) => first.toUpperCase())),
    })
    .showSuggestionAfterError()
    .exitOverride()
  addDraw(program, terminal)
  addModels(program, terminal)
  addPull(program, terminal)
  addDoctor(program, terminal)
  addDeploy(program, terminal)
  addBackup(program, terminal)
  addBot(program)
  addWorker(program, terminal)
  return program
}

// The bot's code is imported on demand, so that drawing does not wait for Discord's libraries.

function addDeploy(program: Command, { configuration, out }: Terminal): void {
  program
    .command('deploy')
    .description('Register the slash commands with Discord; sends only what changed.')
    .option('--guild <id>', 'only in this guild, where it takes effect at once')
    .action(async ({ guild }: { readonly guild?: string }) => {
      const { deploy } = await import('./deploy.ts')
      await deploy({
        configuration: configuration(),
        ...(guild !== undefined && { guild }),
        print: (line) => void out.write(`${line}\n`),
      })
    })
}

function addBot(program: Command): void {
  program
    .command('bot')
    .description('Run the bot: on Discord with a token, on the local channel without one.')
    .action(async () => (await import('./run-bot.ts')).runBot())
}

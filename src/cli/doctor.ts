import type { Command } from 'commander'
import { systemClock } from '@duckrabbit/clock'
import { type Configuration, defaultConfiguration, memoryOfMachine } from '#src/config.ts'
import { UserError } from '#src/errors.ts'
import { secretsOf } from '#src/secrets-of.ts'
import type { Section } from '#src/doctor/section.ts'
import { doctorMessages as words } from '#src/messages/doctor-messages.ts'
import { ProblemsFound } from './exit.ts'
import type { Terminal } from './terminal.ts'

interface DoctorOptions {
  readonly json?: boolean
  readonly measure?: boolean
}

/** Adds `duckrabbit doctor`, which looks for what keeps the bot from drawing. */
export function addDoctor(program: Command, terminal: Terminal): void {
  program
    .command('doctor')
    .description('Check this machine, the models and the Discord token. The output is what a bug report needs.')
    .option('--json', 'for programs')
    .option('--measure', 'load and measure large models too')
    .action(async (options: DoctorOptions) => doctor(options, terminal))
}

async function doctor({ json = false, measure = false }: DoctorOptions, terminal: Terminal): Promise<void> {
  const { configuration, fault } = configurationOf(terminal)
  if (!json && terminal.err.isTTY === true) terminal.err.write('Checking. This takes some seconds.\n')
  // Imported on demand, so that the other commands do not wait for it.
  const { examine } = await import('#src/doctor/examine.ts')
  const { secretHider } = await import('#src/doctor/hide-secrets.ts')
  const { inspectAccount } = await import('#src/discord/transport/inspect-account.ts')
  const { declarations } = await import('#src/commands/registry.ts')
  const sections = await examine({
    configuration,
    memory: memoryOfMachine(),
    measure,
    clock: systemClock,
    commands: declarations.map(({ name }) => name),
    inspectAccount: (token) => inspectAccount(token, terminal.discordApi),
  })
  const problems = [...fault, ...sections.flatMap((section) => section.problems)]
  const hide = secretHider(secretsOf(configuration), environmentOf(terminal), terminal.home)
  const text = json ? inJson(problems, sections) : inWords(problems, sections)
  terminal.out.write(hide(text))
  if (problems.length > 0) throw new ProblemsFound()
}

/** The configuration, or the defaults where it cannot be read, so that the other checks still run. */
function configurationOf(terminal: Terminal): { configuration: Configuration; fault: readonly string[] } {
  try {
    return { configuration: terminal.configuration(), fault: [] }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { configuration: defaultConfiguration(terminal.directory), fault: [error.message] }
  }
}

function environmentOf({ environment }: Terminal): Readonly<Record<string, string | undefined>> {
  try {
    return environment()
  } catch {
    return {}
  }
}

function inWords(problems: readonly string[], sections: readonly Section[]): string {
  const found = problems.length === 0 ? [words.healthy] : [words.problems(problems.length)]
  return [
    ...found,
    ...problems.map((problem) => `  - ${problem}`),
    ...sections.flatMap(({ title, lines }) => ['', title, ...lines.map((line) => `  ${line}`)]),
    '',
  ].join('\n')
}

function inJson(problems: readonly string[], sections: readonly Section[]): string {
  const facts = Object.fromEntries(sections.map((section) => [section.name, section.facts]))
  return `${JSON.stringify({ ok: problems.length === 0, problems, ...facts }, null, 2)}\n`
}

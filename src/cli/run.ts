import { exitReportOf, type ExitCode, exitCodes } from './exit.ts'
import { createProgram } from './program.ts'
import type { Terminal } from './terminal.ts'

/**
 * Runs one command. Errors become one sentence on the error output and an exit code.
 *
 * @param args the arguments after `duckrabbit`
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    await createProgram(terminal).parseAsync(args, { from: 'user' })
    return exitCodes.ok
  } catch (error) {
    const { code, sentence } = exitReportOf(error)
    if (sentence !== undefined) terminal.err.write(`${sentence}\n`)
    if (code === exitCodes.defect && wantsDetails(terminal)) terminal.err.write(`${detailsOf(error)}\n`)
    return code
  }
}

function wantsDetails({ configuration }: Terminal): boolean {
  try {
    return ['debug', 'trace'].includes(configuration().logLevel)
  } catch {
    return false
  }
}

function detailsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

import { CommanderError } from 'commander'
import { UserError } from '#src/errors.ts'

export const exitCodes = { ok: 0, defect: 1, problems: 1, userError: 2, interrupted: 130 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Thrown when the person pressed Ctrl-C and the command stopped cleanly. The message says which results were kept. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

/** Thrown when a command has printed problems that a script should notice. */
export class ProblemsFound extends Error {
  override readonly name = 'ProblemsFound'
}

/** The exit code after an error, and the sentence for the person. */
export interface ExitReport {
  readonly code: ExitCode
  /** Absent where everything has already been printed. */
  readonly sentence?: string
}

export function exitReportOf(error: unknown): ExitReport {
  if (error instanceof UserError) return { code: exitCodes.userError, sentence: error.message }
  if (error instanceof Interrupted) return { code: exitCodes.interrupted, sentence: error.message }
  if (error instanceof ProblemsFound) return { code: exitCodes.problems }
  // Commander has already printed its own sentence or the help.
  if (error instanceof CommanderError) return { code: error.exitCode === 0 ? exitCodes.ok : exitCodes.userError }
  const reason = error instanceof Error ? error.message : String(error)
  return {
    code: exitCodes.defect,
    sentence: `Something is wrong inside Duckrabbit: ${reason} (LOG_LEVEL=debug shows where; please report it).`,
  }
}

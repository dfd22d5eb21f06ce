/**
 * A fault that a person can mend: a bad option, a missing file, a picture that is too large.
 *
 * `message` is one sentence in plain words that says what to do. It is shown as it is. `code` names the kind of fault
 * for programs and tests (`kebab-case`, stable); `details` carries the facts behind the sentence. Everything that is
 * not a `UserError` is a defect and becomes an incident with an id in the log.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: string, message: string, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.details = details
  }
}

/** What an error tells programs: the system's or a library's code, an HTTP status, the file or call that failed. */
export interface Fault {
  readonly code: string | undefined
  readonly status: number | undefined
  readonly path: string | undefined
  readonly syscall: string | undefined
  readonly message: string
}

/** An error and its causes, the outermost first. */
export function* faultsOf(error: unknown): Generator<Fault> {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    yield {
      code: codeOf(cause),
      status: 'status' in cause && typeof cause.status === 'number' ? cause.status : undefined,
      path: 'path' in cause && typeof cause.path === 'string' ? cause.path : undefined,
      syscall: 'syscall' in cause && typeof cause.syscall === 'string' ? cause.syscall : undefined,
      message: cause.message,
    }
  }
}

/** The system's or a library's code of an error, say `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/**
 * A fault that a person can mend: a bad option, a missing file, a picture too large.
 *
 * `message` is one sentence in plain words that says what to do; it is shown as it is. `code` names the kind
 * of fault for programs and tests (`kebab-case`, stable), `details` carries the facts behind the sentence.
 * Everything that is not a `UserError` is a defect and becomes an incident with an id in the log.
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

/** What an error says for programs: the system's or a library's code, an HTTP status. */
export interface Fault {
  readonly code: string | undefined
  readonly status: number | undefined
  readonly message: string
}

/** An error and what caused it, the outermost first. */
export function* faultsOf(error: unknown): Generator<Fault> {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    yield {
      code: 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined,
      status: 'status' in cause && typeof cause.status === 'number' ? cause.status : undefined,
      message: cause.message,
    }
  }
}

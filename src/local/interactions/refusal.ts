import { UserError } from '#src/errors.ts'

/** What Discord's own app would not let a person do: no command of that name, a button that is greyed out. */
export function refusal(message: string, details: Readonly<Record<string, unknown>> = {}): UserError {
  return new UserError('not-possible-here', message, details)
}

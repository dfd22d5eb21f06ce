import { fields } from '../fields.ts'

interface Named {
  /** As the request has it. */
  readonly name: string
  /** At most 100 characters. */
  readonly description: string
}

/**
 * Something that a mode's command takes, on Discord and on the command line alike. The schema of the request checks
 * the value; this says how it is asked for.
 */
export type Input = Named &
  (
    | { readonly kind: 'picture' }
    | {
        readonly kind: 'text'
        readonly maxLength: number
        readonly required?: boolean
        /** Whether Discord asks for it all the same, since Discord hides what is optional. */
        readonly requiredOnDiscord?: boolean
        /** Whether something is suggested while it is typed. */
        readonly suggests?: boolean
      }
    | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly whole?: boolean }
    | { readonly kind: 'choice'; readonly choices: readonly string[] }
    | {
        readonly kind: 'numbers'
        readonly suggests?: boolean
        /** Taken on the command line where the option stands without a list. */
        readonly usual?: readonly number[]
      }
  )

/** The inputs that several modes share. */
export const inputs = {
  picture: { kind: 'picture', name: 'picture', description: fields.picture.description },
  prompt: { kind: 'text', name: 'prompt', ...fields.prompt },
  strength: { kind: 'number', name: 'strength', ...fields.strength },
} as const satisfies Readonly<Record<string, Input>>

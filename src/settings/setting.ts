import type { z } from 'zod'
import type { SettingScope } from '#src/store/store.ts'

/** The pages of the panel, in their order. */
export const settingPages = ['drawing', 'answers', 'limits', 'words', 'moderation', 'community'] as const
export type SettingPage = (typeof settingPages)[number]

/**
 * The form field of a setting. `choice` offers values, `text` takes typed text, the others are Discord's own
 * pickers and hold ids.
 */
export type SettingInput<Value> =
  | { readonly kind: 'choice'; readonly choices: readonly Value[] }
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  /** One of the installed models. */
  | { readonly kind: 'model' }
  | {
      readonly kind: 'text'
      readonly maxLength: number
      /** Several lines. Default: false. */
      readonly long?: boolean
      /** The text of a value in the form. Default: the value itself. */
      readonly write?: (value: Value) => string
      /** The value that the schema checks. Default: the text, or a number if it is one. */
      readonly read?: (text: string) => unknown
    }
  | { readonly kind: 'channel' | 'role' }
  /** Several ids, at most 25: Discord's own limit of a menu. */
  | { readonly kind: 'channels' | 'roles' | 'people' }
  /** Limits by role: a form of their own sets those of one role. */
  | { readonly kind: 'limits' }

/** One setting. To add one, write its descriptor, list it in `registry.ts`, and give it words in `src/messages/settings.ts`. */
export interface Setting<Schema extends z.ZodType> {
  readonly page: SettingPage
  /** The scopes in which it can be set. */
  readonly scopes: readonly SettingScope[]
  /** Its messages begin with "must". */
  readonly schema: Schema
  readonly input: SettingInput<z.infer<Schema>>
  /** Whether the environment's value is the maximum. 0 means no maximum. Default: false. */
  readonly upToEnvironment?: boolean
  /** The value that holds if nobody has set it. Absent if the model or the mode decides. */
  readonly fallback?: z.infer<Schema>
}

/** Declares a setting with the type of its schema. */
export const setting = <Schema extends z.ZodType>(descriptor: Setting<Schema>): Setting<Schema> => descriptor

/** The maximum number of ids in a picker. */
export const maxPicked = 25

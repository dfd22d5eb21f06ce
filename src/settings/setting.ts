import type { z } from 'zod'
import type { SettingScope } from '#src/store/store.ts'

/** The pages of the panel, in their order. */
export const settingPages = ['drawing', 'answers', 'limits', 'words', 'moderation', 'community'] as const
export type SettingPage = (typeof settingPages)[number]

/**
 * How a setting is asked for in a form. `choice` offers values, `text` takes what is typed, the others are Discord's own
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
      /** What the form shows of a value. Default: the value as it is. */
      readonly write?: (value: Value) => string
      /** What the schema then checks. Default: the text, or the number that it is. */
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
  /** For whom it can be set. */
  readonly scopes: readonly SettingScope[]
  /** Its messages begin with "must". */
  readonly schema: Schema
  readonly input: SettingInput<z.infer<Schema>>
  /** Whether the environment's value is the most that can be set. 0 stands for no end. Default: false. */
  readonly upToEnvironment?: boolean
  /** What holds where nobody has set it. Absent if the model or the mode decides. */
  readonly fallback?: z.infer<Schema>
}

/** Declares a setting with the type of its schema. */
export const setting = <Schema extends z.ZodType>(descriptor: Setting<Schema>): Setting<Schema> => descriptor

/** How many ids a picker holds. */
export const maxPicked = 25

import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  APIUser,
  Locale,
} from 'discord-api-types/v10'

/**
 * The protocol between page and server. It uses Discord's own shapes where there are any.
 *
 * Over HTTP, below `/local`:
 *   GET  /local/world                                   → World
 *   GET  /local/channels/:id/messages?as=PERSON&before=ID&limit=50 → LocalMessage[] (oldest first)
 *   POST /local/interactions                            multipart: `payload_json` is a LocalInteraction, files are `files[n]`
 *                                                       → 202 { id } or 4xx { message }
 *   POST /local/channels/:id/messages                   multipart: `payload_json` { as, content }, files `files[n]` → LocalMessage (a person writes)
 *   DELETE /local/messages/:id?as=PERSON                a person dismisses an ephemeral message they see → 204
 * Over a WebSocket at `/local/events?as=PERSON`: one LocalEvent as JSON a frame.
 */
export interface World {
  readonly bot: APIUser & { readonly status: 'online' | 'offline'; readonly activity: string | null }
  readonly people: readonly Person[]
  readonly channels: readonly LocalChannel[]
  readonly commands: readonly APIApplicationCommand[]
  /** What the page says at the beginning of a channel. */
  readonly welcome: string
  /** Commands that an empty channel offers, with texts by the name of their option. */
  readonly examples?: readonly { readonly command: string; readonly options: Readonly<Record<string, string>> }[]
  /** Roles for role options and role selects. Without them these offer nothing. */
  readonly roles?: readonly LocalRole[]
}

export interface LocalRole {
  readonly id: string
  readonly name: string
  /** 0xRRGGBB, 0 for none. */
  readonly color: number
}

export interface Person {
  readonly id: string
  readonly user: APIUser
  /** Shown beside the name: what this person may do, e.g. "moderator". */
  readonly role: string | null
}

export interface LocalChannel {
  readonly id: string
  readonly name: string
  readonly kind: 'text' | 'dm' | 'thread'
  /** The channel that a thread belongs to. */
  readonly parentId: string | null
  /** The guild of the channel; null for direct messages. */
  readonly guild: { readonly id: string; readonly name: string; readonly hasBot?: boolean } | null
  /** The person whose DM this is; null in a guild. */
  readonly personId: string | null
}

/** A message as this person sees it. */
export type LocalMessage = APIMessage & {
  /** Set on a reply to an interaction that has not been filled in yet ("… is thinking"). */
  readonly loading?: boolean
  /** On an answer to a command: what the command is called, e.g. "generate", "challenge start" or "Show recipe". */
  readonly commandName?: string
}

/** An interaction that a person starts. */
export type LocalInteraction = {
  readonly as: string
  readonly channelId: string
  /** Chosen by the page; comes back in `interaction-*` events. */
  readonly nonce: string
  /** The language of the person's app, one of Discord's locales. Default: American English. */
  readonly locale?: Locale
} & (
  | {
      readonly kind: 'command'
      readonly commandId: string
      /** Subcommand group and subcommand; needed where no option's own `path` says it (a subcommand without options). */
      readonly path?: readonly string[]
      readonly options: readonly LocalOption[]
      readonly targetId?: string
    }
  | {
      readonly kind: 'autocomplete'
      readonly commandId: string
      readonly path?: readonly string[]
      readonly options: readonly LocalOption[]
      readonly focused: string
    }
  | {
      readonly kind: 'component'
      readonly messageId: string
      readonly customId: string
      readonly values?: readonly string[]
    }
  | { readonly kind: 'modal'; readonly modalId: string; readonly fields: readonly LocalField[] }
)

/** A command option by its name; `path` names subcommand group and subcommand, if any. An attachment's value is its index in `files[n]`. */
export interface LocalOption {
  readonly path?: readonly string[]
  readonly name: string
  readonly value: string | number | boolean
}

/** A modal field: `values` for selects, radio and checkbox groups; `files` are indices in `files[n]`. */
export interface LocalField {
  readonly customId: string
  readonly value?: string | boolean
  readonly values?: readonly string[]
  readonly files?: readonly number[]
}

export type LocalEvent =
  | { readonly type: 'message'; readonly channelId: string; readonly message: LocalMessage }
  | { readonly type: 'message-edited'; readonly channelId: string; readonly message: LocalMessage }
  | { readonly type: 'message-deleted'; readonly channelId: string; readonly messageId: string }
  | {
      readonly type: 'modal'
      readonly nonce: string
      readonly modalId: string
      readonly modal: APIModalInteractionResponseCallbackData
    }
  | { readonly type: 'choices'; readonly nonce: string; readonly choices: readonly APIApplicationCommandOptionChoice[] }
  | { readonly type: 'interaction-done'; readonly nonce: string }
  | { readonly type: 'interaction-failed'; readonly nonce: string; readonly reason: string }
  | { readonly type: 'world'; readonly world: World }

const extensions: Readonly<Record<string, readonly string[]>> = {
  image: ['.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif', '.heic', '.bmp'],
  audio: ['.mp3', '.ogg', '.wav', '.flac', '.m4a'],
  video: ['.mp4', '.webm', '.mov', '.mkv'],
}

/**
 * Whether a file matches a filter of Discord's. It checks only the name, so the bytes may be anything. No filter accepts
 * everything.
 */
export function fitsFileTypes(filename: string, types: readonly string[] | undefined): boolean {
  if (types === undefined || types.length === 0) return true
  const name = filename.toLowerCase()
  return types.some((type) => (extensions[type] ?? [type.toLowerCase()]).some((end) => name.endsWith(end)))
}

import { type APIModalInteractionResponseCallbackData, Locale } from 'discord-api-types/v10'
import type { LocalMessage, World } from '../../page-protocol.ts'

/** Everything the page knows, apart from what a person is typing. Changed only by `reduce`. */
export interface PageState {
  readonly world: World | null
  readonly connection: 'connecting' | 'open' | 'lost'
  /** The person this page acts as. */
  readonly as: string | null
  readonly channelId: string | null
  /** The language of the person's app. The bot answers in it; the page itself is in English. */
  readonly locale: Locale
  /** What has been loaded of each channel, by the channel's id. */
  readonly histories: Readonly<Record<string, History>>
  /** Messages that arrived in channels that are not open, by the channel's id. */
  readonly unread: Readonly<Record<string, number>>
  /** Interactions that were sent and have not been answered, by nonce. */
  readonly pending: Readonly<Record<string, Pending>>
  readonly failures: readonly Failure[]
  readonly modal: OpenModal | null
  readonly toasts: readonly Toast[]
}

export interface History {
  /** Oldest first, each id once. */
  readonly messages: readonly LocalMessage[]
  readonly status: 'loading' | 'ready' | 'failed'
  /** True once the channel's first message is among them. */
  readonly complete: boolean
  /** The newest message at the time when loading began. Newer ones have arrived since. */
  readonly through: string
}

/** What the page remembers of an interaction while it waits for the answer. */
export interface Pending {
  readonly nonce: string
  readonly channelId: string
  readonly kind: 'command' | 'component' | 'modal'
  /** Its name while it is pending, e.g. "/generate". */
  readonly label: string
  /** The message of the component, or the target of the context menu. */
  readonly messageId: string | null
  readonly customId: string | null
}

/** An interaction that failed. It is shown where it was made until it is dismissed. */
interface Failure {
  readonly nonce: string
  readonly channelId: string
  readonly messageId: string | null
  readonly label: string
  readonly reason: string
}

export interface OpenModal {
  readonly modalId: string
  readonly modal: APIModalInteractionResponseCallbackData
  readonly channelId: string
  /** The message it was opened from. Masks can be painted over its pictures. */
  readonly messageId: string | null
  /** The nonce of the pending submission, if any. */
  readonly submission: string | null
  readonly failure: string | null
}

export interface Toast {
  readonly id: string
  readonly text: string
}

export const initialState: PageState = {
  world: null,
  connection: 'connecting',
  as: null,
  channelId: null,
  locale: Locale.EnglishUS,
  histories: {},
  unread: {},
  pending: {},
  failures: [],
  modal: null,
  toasts: [],
}

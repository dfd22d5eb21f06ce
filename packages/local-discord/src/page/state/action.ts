import type { Locale } from 'discord-api-types/v10'
import type { LocalEvent, LocalMessage, World } from '../../page-protocol.ts'
import type { Pending, Toast } from './state.ts'

/** Everything that can happen to the page's state. */
export type Action =
  | { readonly type: 'world'; readonly world: World }
  | { readonly type: 'connection'; readonly connection: 'connecting' | 'open' | 'lost' }
  | { readonly type: 'act-as'; readonly as: string }
  | { readonly type: 'set-locale'; readonly locale: Locale }
  | { readonly type: 'open-channel'; readonly channelId: string }
  | { readonly type: 'history-loading'; readonly channelId: string }
  | {
      readonly type: 'history'
      readonly channelId: string
      /** `newest` replaces what was loaded, `older` comes before it. */
      readonly page: 'newest' | 'older'
      readonly messages: readonly LocalMessage[]
      readonly complete: boolean
    }
  | { readonly type: 'history-failed'; readonly channelId: string }
  | { readonly type: 'event'; readonly event: LocalEvent }
  | { readonly type: 'sent'; readonly pending: Pending }
  | { readonly type: 'refused'; readonly nonce: string; readonly reason: string }
  | { readonly type: 'dismiss-failure'; readonly nonce: string }
  | { readonly type: 'close-modal' }
  | { readonly type: 'toast'; readonly toast: Toast }
  | { readonly type: 'dismiss-toast'; readonly id: string }

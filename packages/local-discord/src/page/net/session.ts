import type { APIApplicationCommandOptionChoice, Locale } from 'discord-api-types/v10'
import type { LocalField, LocalOption } from '../../page-protocol.ts'
import type { Store } from '../state/store.ts'
import { createAutocompleteRequests } from './autocomplete-requests.ts'
import { createConnection } from './connection.ts'
import { errorText } from './error-text.ts'
import type { EventStream, EventStreamOptions } from './event-stream.ts'
import { createHistoryLoader } from './history-loader.ts'
import { type CommandCall, createInteractionSender } from './interaction-sender.ts'
import type { LocalApi } from './local-api.ts'
import { supportedLocales } from './supported-locales.ts'

/** What the page can do. Every effect goes through here, and its outcome goes into the store. */
export interface Session {
  start(): Promise<void>
  actAs(person: string): void
  /** Chooses the language in which commands are shown and the bot answers. */
  setLocale(locale: Locale): void
  openChannel(channelId: string): void
  loadOlder(channelId: string): Promise<void>
  reload(channelId: string): Promise<void>
  runCommand(call: CommandCall): Promise<void>
  pressComponent(messageId: string, customId: string, label: string, values?: readonly string[]): Promise<void>
  submitModal(fields: readonly LocalField[], files: readonly File[]): Promise<void>
  autocomplete(
    commandId: string,
    options: readonly LocalOption[],
    focused: string,
  ): Promise<readonly APIApplicationCommandOptionChoice[] | null>
  /** Resolves to whether the server accepted the message. */
  write(content: string, files: readonly File[]): Promise<boolean>
  dismiss(channelId: string, messageId: string): Promise<void>
  dismissFailure(nonce: string): void
  toast(text: string): void
}

interface SessionOptions {
  readonly store: Store
  readonly api: LocalApi
  readonly listen: (options: EventStreamOptions) => EventStream
  readonly nonce: () => string
  /** Remembers the chosen person from one load of the page to the next. */
  readonly memory: Pick<Storage, 'getItem' | 'setItem'>
}

const memoryKey = 'local-discord:as'
const localeKey = 'local-discord:locale'

/** Creates the session. Nothing happens before `start`. */
export function createSession({ store, api, listen, nonce, memory }: SessionOptions): Session {
  const toast = (text: string): void => store.dispatch({ type: 'toast', toast: { id: nonce(), text } })
  const autocomplete = createAutocompleteRequests()
  const history = createHistoryLoader({ store, api, toast })
  const connection = createConnection({ store, api, listen, autocomplete, history, toast })
  const sender = createInteractionSender({ store, api, nonce, autocomplete })

  return {
    ...sender,
    async start() {
      const supported = supportedLocales.find(({ locale }) => locale === memory.getItem(localeKey))
      if (supported !== undefined) store.dispatch({ type: 'set-locale', locale: supported.locale })
      await connection.loadWorld()
      const remembered = memory.getItem(memoryKey)
      if (remembered !== null && store.get().world?.people.some((person) => person.id === remembered) === true) {
        store.dispatch({ type: 'act-as', as: remembered })
      }
      const { as } = store.get()
      if (as !== null) connection.connect(as)
      await history.loadOpenChannel()
    },
    actAs(person) {
      if (person === store.get().as) return
      memory.setItem(memoryKey, person)
      store.dispatch({ type: 'act-as', as: person })
      connection.connect(person)
      void history.loadOpenChannel()
    },
    setLocale(locale) {
      memory.setItem(localeKey, locale)
      store.dispatch({ type: 'set-locale', locale })
    },
    openChannel(channelId) {
      store.dispatch({ type: 'open-channel', channelId })
      void history.loadOpenChannel()
    },
    loadOlder: (channelId) => history.load(channelId, 'older'),
    reload: (channelId) => history.load(channelId, 'newest'),
    async write(content, files) {
      const { as, channelId } = store.get()
      if (as === null || channelId === null) return false
      try {
        const message = await api.write(channelId, as, content, files)
        store.dispatch({ type: 'event', event: { type: 'message', channelId, message } })
        return true
      } catch (error) {
        toast(errorText(error))
        return false
      }
    },
    async dismiss(channelId, messageId) {
      const { as } = store.get()
      if (as === null) return
      store.dispatch({ type: 'event', event: { type: 'message-deleted', channelId, messageId } })
      try {
        await api.dismiss(messageId, as)
      } catch (error) {
        toast(errorText(error))
      }
    },
    dismissFailure: (failed) => store.dispatch({ type: 'dismiss-failure', nonce: failed }),
    toast,
  }
}

import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10'
import type { LocalEvent, LocalField, LocalOption } from '../../page-protocol.ts'
import type { Pending } from '../state/state.ts'
import type { Store } from '../state/store.ts'
import { createAutocompleteRequests } from './autocomplete-requests.ts'
import type { EventStream, EventStreamOptions } from './event-stream.ts'
import { pageSize, type LocalApi } from './local-api.ts'

/** A command as a person gives it. */
export interface CommandCall {
  readonly commandId: string
  readonly label: string
  readonly options: readonly LocalOption[]
  readonly files: readonly File[]
  /** The user or message a context menu was opened on. */
  readonly targetId?: string
  /** The message behind it, where a modal may want its pictures. */
  readonly messageId?: string
}

/** What the page can do: every effect goes through here, and its outcome into the store. */
export interface Session {
  start(): Promise<void>
  actAs(person: string): void
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
  /** Resolves to whether the message was taken. */
  write(content: string, files: readonly File[]): Promise<boolean>
  dismiss(channelId: string, messageId: string): Promise<void>
  dismissFailure(nonce: string): void
  toast(text: string): void
}

export interface SessionOptions {
  readonly store: Store
  readonly api: LocalApi
  readonly listen: (options: EventStreamOptions) => EventStream
  readonly nonce: () => string
  /** Where the person acted as is remembered from one load of the page to the next. */
  readonly memory: Pick<Storage, 'getItem' | 'setItem'>
}

const memoryKey = 'local-discord:as'

/** Puts the parts together. Nothing happens before `start`. */
export function createSession({ store, api, listen, nonce, memory }: SessionOptions): Session {
  const desk = createAutocompleteRequests()
  let stream: EventStream | null = null

  const toast = (text: string): void => store.dispatch({ type: 'toast', toast: { id: nonce(), text } })

  const load = async (channelId: string, page: 'newest' | 'older'): Promise<void> => {
    const { as, histories } = store.get()
    const history = histories[channelId]
    if (as === null) return
    if (page === 'older' && (history === undefined || history.complete || history.status === 'loading')) return
    const before = page === 'older' ? (history?.messages[0]?.id ?? null) : null
    store.dispatch({ type: 'history-loading', channelId })
    try {
      const messages = await api.messages(channelId, as, before)
      if (store.get().as !== as) return
      store.dispatch({ type: 'history', channelId, page, messages, complete: messages.length < pageSize })
    } catch (error) {
      if (store.get().as !== as) return
      store.dispatch({ type: 'history-failed', channelId })
      toast(reason(error))
    }
  }

  const loadOpen = async (): Promise<void> => {
    const { channelId, histories } = store.get()
    if (channelId !== null && histories[channelId] === undefined) await load(channelId, 'newest')
  }

  const onEvent = (event: LocalEvent): void => {
    if (event.type === 'choices') desk.answer(event.nonce, event.choices)
    if (event.type === 'interaction-failed') desk.fail(event.nonce)
    store.dispatch({ type: 'event', event })
    if (event.type === 'world') void loadOpen()
  }

  /** After a lost line, everything that happened meanwhile is read again. */
  const catchUp = async (): Promise<void> => {
    try {
      store.dispatch({ type: 'world', world: await api.world() })
    } catch (error) {
      toast(reason(error))
    }
    const { channelId } = store.get()
    if (channelId !== null) await load(channelId, 'newest')
  }

  const connect = (as: string): void => {
    stream?.close()
    let dropped = false
    stream = listen({
      as,
      onEvent,
      onStatus(status) {
        store.dispatch({ type: 'connection', connection: status })
        if (status === 'lost') dropped = true
        if (status === 'open' && dropped) {
          dropped = false
          void catchUp()
        }
      },
    })
  }

  const send = async (
    pending: Omit<Pending, 'nonce' | 'channelId'>,
    dispatchTo: (as: string, channelId: string, nonce: string) => Promise<void>,
    inChannel?: string,
  ): Promise<void> => {
    const { as, channelId: open } = store.get()
    const channelId = inChannel ?? open
    if (as === null || channelId === null) return
    const id = nonce()
    store.dispatch({ type: 'sent', pending: { ...pending, nonce: id, channelId } })
    try {
      await dispatchTo(as, channelId, id)
    } catch (error) {
      store.dispatch({ type: 'refused', nonce: id, reason: reason(error) })
    }
  }

  return {
    async start() {
      let delay = 500
      for (;;) {
        try {
          const world = await api.world()
          store.dispatch({ type: 'world', world })
          break
        } catch {
          store.dispatch({ type: 'connection', connection: 'lost' })
          await new Promise((resolve) => setTimeout(resolve, delay))
          delay = Math.min(delay * 2, 8_000)
        }
      }
      const remembered = memory.getItem(memoryKey)
      if (remembered !== null && store.get().world?.people.some((person) => person.id === remembered) === true) {
        store.dispatch({ type: 'act-as', as: remembered })
      }
      const { as } = store.get()
      if (as !== null) connect(as)
      await loadOpen()
    },
    actAs(person) {
      if (person === store.get().as) return
      memory.setItem(memoryKey, person)
      store.dispatch({ type: 'act-as', as: person })
      connect(person)
      void loadOpen()
    },
    openChannel(channelId) {
      store.dispatch({ type: 'open-channel', channelId })
      void loadOpen()
    },
    loadOlder: (channelId) => load(channelId, 'older'),
    reload: (channelId) => load(channelId, 'newest'),
    runCommand: ({ commandId, label, options, files, targetId, messageId }) =>
      send({ kind: 'command', label, messageId: messageId ?? null, customId: null }, (as, channelId, id) =>
        api.interact(
          {
            kind: 'command',
            as,
            channelId,
            nonce: id,
            commandId,
            options,
            ...(targetId === undefined ? {} : { targetId }),
          },
          files,
        ),
      ),
    pressComponent: (messageId, customId, label, values) =>
      send({ kind: 'component', label, messageId, customId }, (as, channelId, id) =>
        api.interact(
          {
            kind: 'component',
            as,
            channelId,
            nonce: id,
            messageId,
            customId,
            ...(values === undefined ? {} : { values }),
          },
          [],
        ),
      ),
    async submitModal(fields, files) {
      const { modal } = store.get()
      if (modal === null || modal.submission !== null) return
      await send(
        { kind: 'modal', label: modal.modal.title, messageId: modal.messageId, customId: modal.modal.custom_id },
        (as, channelId, id) =>
          api.interact({ kind: 'modal', as, channelId, nonce: id, modalId: modal.modalId, fields }, files),
        modal.channelId,
      )
    },
    async autocomplete(commandId, options, focused) {
      const { as, channelId } = store.get()
      if (as === null || channelId === null) return null
      const id = nonce()
      const answer = desk.wait(id)
      try {
        await api.interact({ kind: 'autocomplete', as, channelId, nonce: id, commandId, options, focused }, [])
      } catch {
        desk.fail(id)
      }
      return await answer
    },
    async write(content, files) {
      const { as, channelId } = store.get()
      if (as === null || channelId === null) return false
      try {
        const message = await api.write(channelId, as, content, files)
        store.dispatch({ type: 'event', event: { type: 'message', channelId, message } })
        return true
      } catch (error) {
        toast(reason(error))
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
        toast(reason(error))
      }
    },
    dismissFailure: (failed) => store.dispatch({ type: 'dismiss-failure', nonce: failed }),
    toast,
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

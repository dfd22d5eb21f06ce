import type { APIApplicationCommandOptionChoice, Locale } from 'discord-api-types/v10'
import type { LocalField, LocalOption } from '../../page-protocol.ts'
import type { Pending } from '../state/state.ts'
import type { Store } from '../state/store.ts'
import type { AutocompleteRequests } from './autocomplete-requests.ts'
import { errorText } from './error-text.ts'
import type { LocalApi } from './local-api.ts'

/** A command with its options, as a person sends it. */
export interface CommandCall {
  readonly commandId: string
  readonly label: string
  /** Subcommand group and subcommand. Default: none. */
  readonly path?: readonly string[]
  readonly options: readonly LocalOption[]
  readonly files: readonly File[]
  /** The user or message that a context menu was opened on. */
  readonly targetId?: string
  /** The message that the command belongs to. A modal may offer its pictures. */
  readonly messageId?: string
}

interface InteractionSenderOptions {
  readonly store: Store
  readonly api: LocalApi
  readonly nonce: () => string
  readonly autocomplete: AutocompleteRequests
}

/** Sends what a person does and notes in the store that an answer is pending. */
export function createInteractionSender({ store, api, nonce, autocomplete }: InteractionSenderOptions) {
  const send = async (
    pending: Omit<Pending, 'nonce' | 'channelId'>,
    request: (common: { as: string; channelId: string; nonce: string; locale: Locale }) => Promise<void>,
    inChannel?: string,
  ): Promise<void> => {
    const { as, channelId: open, locale } = store.get()
    const channelId = inChannel ?? open
    if (as === null || channelId === null) return
    const id = nonce()
    store.dispatch({ type: 'sent', pending: { ...pending, nonce: id, channelId } })
    try {
      await request({ as, channelId, nonce: id, locale })
    } catch (error) {
      store.dispatch({ type: 'refused', nonce: id, reason: errorText(error) })
    }
  }

  return {
    runCommand({ commandId, label, path = [], options, files, targetId, messageId }: CommandCall): Promise<void> {
      const target = targetId === undefined ? {} : { targetId }
      return send({ kind: 'command', label, messageId: messageId ?? null, customId: null }, (common) =>
        api.interact({ kind: 'command', ...common, commandId, path, options, ...target }, files),
      )
    },
    pressComponent(messageId: string, customId: string, label: string, values?: readonly string[]): Promise<void> {
      const chosen = values === undefined ? {} : { values }
      return send({ kind: 'component', label, messageId, customId }, (common) =>
        api.interact({ kind: 'component', ...common, messageId, customId, ...chosen }, []),
      )
    },
    async submitModal(fields: readonly LocalField[], files: readonly File[]): Promise<void> {
      const { modal } = store.get()
      if (modal === null || modal.submission !== null) return
      const { modalId, messageId } = modal
      await send(
        { kind: 'modal', label: modal.modal.title, messageId, customId: modal.modal.custom_id },
        (common) => api.interact({ kind: 'modal', ...common, modalId, fields }, files),
        modal.channelId,
      )
    },
    async autocomplete(
      commandId: string,
      options: readonly LocalOption[],
      focused: string,
    ): Promise<readonly APIApplicationCommandOptionChoice[] | null> {
      const { as, channelId, locale } = store.get()
      if (as === null || channelId === null) return null
      const id = nonce()
      const answer = autocomplete.wait(id)
      try {
        await api.interact({ kind: 'autocomplete', as, channelId, nonce: id, locale, commandId, options, focused }, [])
      } catch {
        autocomplete.fail(id)
      }
      return await answer
    },
  }
}

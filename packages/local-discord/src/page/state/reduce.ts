import type { LocalEvent, World } from '../../page-protocol.ts'
import type { Action } from './action.ts'
import { firstChannel, visibleChannels } from './channels.ts'
import { joinNewest, placeMessage, prependMessages, replaceMessage, withMessages } from './history.ts'
import type { History, PageState } from './state.ts'

const empty: History = { messages: [], status: 'loading', complete: false, through: '' }

/** The state after an action. Pure: no clock, no network, no storage. */
export function reduce(state: PageState, action: Action): PageState {
  switch (action.type) {
    case 'world':
      return withWorld(state, action.world)
    case 'connection':
      return withConnection(state, action.connection)
    case 'act-as':
      return actAs(state, action.as)
    case 'set-locale':
      return { ...state, locale: action.locale }
    case 'open-channel':
      return { ...state, channelId: action.channelId, unread: without(state.unread, action.channelId) }
    case 'history-loading':
      return withHistory(state, action.channelId, (history) => ({
        ...history,
        status: 'loading',
        through: history.messages.at(-1)?.id ?? '',
      }))
    case 'history-failed':
      return withHistory(state, action.channelId, (history) => ({ ...history, status: 'failed' }))
    case 'history':
      return withHistory(state, action.channelId, (history) =>
        action.page === 'newest'
          ? joinNewest(history, action.messages, action.complete)
          : {
              ...history,
              status: 'ready',
              complete: action.complete,
              messages: prependMessages(history.messages, action.messages),
            },
      )
    case 'event':
      return afterEvent(state, action.event)
    case 'sent':
      return {
        ...state,
        pending: { ...state.pending, [action.pending.nonce]: action.pending },
        failures: state.failures.filter(
          (failure) => action.pending.messageId === null || failure.messageId !== action.pending.messageId,
        ),
        modal:
          action.pending.kind === 'modal' && state.modal !== null
            ? { ...state.modal, submission: action.pending.nonce, failure: null }
            : state.modal,
      }
    case 'refused':
      return afterFailure(state, action.nonce, action.reason)
    case 'dismiss-failure':
      return { ...state, failures: state.failures.filter((failure) => failure.nonce !== action.nonce) }
    case 'close-modal':
      return { ...state, modal: null }
    case 'toast':
      return { ...state, toasts: [...state.toasts.slice(-2), action.toast] }
    case 'dismiss-toast':
      return { ...state, toasts: state.toasts.filter((toast) => toast.id !== action.id) }
  }
}

function withWorld(state: PageState, world: World): PageState {
  const as = world.people.some((person) => person.id === state.as) ? state.as : (world.people[0]?.id ?? null)
  const open = visibleChannels(world, as).some((channel) => channel.id === state.channelId)
  return { ...state, world, as, channelId: open ? state.channelId : firstChannel(world, as) }
}

/** Other channels may have changed while the connection was lost, so they are loaded again when they are opened. */
function withConnection(state: PageState, connection: PageState['connection']): PageState {
  if (state.connection === connection) return state
  if (state.connection !== 'lost' || connection !== 'open') return { ...state, connection }
  const { channelId, histories } = state
  const open = channelId === null ? undefined : histories[channelId]
  return { ...state, connection, histories: channelId === null || open === undefined ? {} : { [channelId]: open } }
}

/** Another person sees other messages, so everything that was loaded is dropped. */
function actAs(state: PageState, as: string): PageState {
  if (state.world === null || as === state.as) return state
  const cleared = { ...state, as, histories: {}, unread: {}, pending: {}, failures: [], modal: null }
  return withWorld(cleared, state.world)
}

function afterEvent(state: PageState, event: LocalEvent): PageState {
  switch (event.type) {
    case 'world':
      return withWorld(state, event.world)
    case 'message': {
      const { channelId, message } = event
      const known = state.histories[channelId]?.messages.some((other) => other.id === message.id) === true
      const placed = changeHistory(state, channelId, (history) =>
        withMessages(history, placeMessage(history.messages, message)),
      )
      if (known || channelId === state.channelId) return placed
      return { ...placed, unread: { ...placed.unread, [channelId]: (placed.unread[channelId] ?? 0) + 1 } }
    }
    case 'message-edited':
      return changeHistory(state, event.channelId, (history) =>
        withMessages(history, replaceMessage(history.messages, event.message)),
      )
    case 'message-deleted':
      return changeHistory(state, event.channelId, (history) => ({
        ...history,
        messages: history.messages.filter((message) => message.id !== event.messageId),
      }))
    case 'modal': {
      const pending = state.pending[event.nonce]
      if (pending === undefined) return state
      return {
        ...state,
        pending: without(state.pending, event.nonce),
        modal: {
          modalId: event.modalId,
          modal: event.modal,
          channelId: pending.channelId,
          messageId: pending.messageId,
          submission: null,
          failure: null,
        },
      }
    }
    case 'interaction-done':
      return {
        ...state,
        pending: without(state.pending, event.nonce),
        modal: state.modal?.submission === event.nonce ? null : state.modal,
      }
    case 'interaction-failed':
      return afterFailure(state, event.nonce, event.reason)
    case 'choices':
      return state
  }
}

function afterFailure(state: PageState, nonce: string, reason: string): PageState {
  const pending = state.pending[nonce]
  if (pending === undefined) return state
  const rest = { ...state, pending: without(state.pending, nonce) }
  if (state.modal !== null && state.modal.submission === nonce) {
    return { ...rest, modal: { ...state.modal, submission: null, failure: reason } }
  }
  const { channelId, messageId, label, kind } = pending
  const failure = { nonce, channelId, messageId: kind === 'component' ? messageId : null, label, reason }
  return { ...rest, failures: [...state.failures, failure] }
}

function withHistory(state: PageState, channelId: string, change: (history: History) => History): PageState {
  return { ...state, histories: { ...state.histories, [channelId]: change(state.histories[channelId] ?? empty) } }
}

/** Like `withHistory`, but only for loaded channels. Others are loaded completely when they are opened. */
function changeHistory(state: PageState, channelId: string, change: (history: History) => History): PageState {
  return state.histories[channelId] === undefined ? state : withHistory(state, channelId, change)
}

function without<Value>(record: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> {
  if (!(key in record)) return record
  const { [key]: _left, ...rest } = record
  return rest
}

import type { Action } from './action.ts'
import { reduce } from './reduce.ts'
import { initialState, type PageState } from './state.ts'

/** Holds the state, changes it by actions and notifies listeners. */
export interface Store {
  get(): PageState
  dispatch(action: Action): void
  /** Calls back after every change, until the returned function is called. */
  subscribe(listener: () => void): () => void
}

/** A store that begins at `state`. */
export function createStore(state: PageState = initialState): Store {
  let current = state
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    dispatch(action) {
      const next = reduce(current, action)
      if (next === current) return
      current = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

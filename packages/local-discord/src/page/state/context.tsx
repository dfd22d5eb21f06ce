import { createContext, type ComponentChildren } from 'preact'
import { useContext, useEffect, useLayoutEffect, useState } from 'preact/hooks'
import type { Session } from '../net/session.ts'
import type { PageState } from './state.ts'
import type { Store } from './store.ts'

interface Parts {
  readonly store: Store
  readonly session: Session
}

const Context = createContext<Parts | null>(null)

export function PageProvider({ store, session, children }: Parts & { readonly children: ComponentChildren }) {
  return <Context.Provider value={{ store, session }}>{children}</Context.Provider>
}

function useParts(): Parts {
  const parts = useContext(Context)
  if (parts === null) throw new Error('The page is drawn outside its PageProvider.')
  return parts
}

/** What the page can do. */
export function useSession(): Session {
  return useParts().session
}

/** Changes the state without any effect, for example to close a dialog. */
export function useStoreDispatch(): Store['dispatch'] {
  return useParts().store.dispatch
}

/**
 * Selects a part of the state. The component is drawn again when that part changes by identity, so `select` must return
 * something that is already in the state, or a primitive value.
 */
export function useSelect<Part>(select: (state: PageState) => Part): Part {
  const { store } = useParts()
  const part = select(store.get())
  const [, redraw] = useState(0)
  const seen = { part, select }
  const [latest] = useState({ current: seen })
  useLayoutEffect(() => {
    latest.current = seen
  })
  useEffect(() => {
    const check = (): void => {
      if (latest.current.select(store.get()) !== latest.current.part) redraw((count) => count + 1)
    }
    check()
    return store.subscribe(check)
  }, [store, latest])
  return part
}

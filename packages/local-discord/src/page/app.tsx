import { useEffect, useRef, useState } from 'preact/hooks'
import { BrushProvider } from './brush/brush-context.tsx'
import { ChannelView } from './channel/channel-view.tsx'
import { DraftProvider } from './composer/draft-context.tsx'
import { ModalHost } from './modal/modal-dialog.tsx'
import { Sidebar } from './sidebar/sidebar.tsx'
import { Toasts } from './toasts.tsx'

/** On narrower screens the channel list is a drawer. */
const narrow = '(max-width: 760px)'

/** The whole page. */
export function App() {
  const isNarrow = useMedia(narrow)
  const [drawer, setDrawer] = useState(false)
  const dialog = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    if (isNarrow && drawer) dialog.current?.showModal()
    else dialog.current?.close()
  }, [isNarrow, drawer])

  return (
    <DraftProvider>
      <BrushProvider>
        <a class="skip-link" href="#composer" onClick={skipToComposer}>
          Skip to the message field
        </a>
        <div class="app">
          {isNarrow ? (
            <dialog
              ref={dialog}
              class="drawer"
              aria-label="Channels and people"
              onClose={() => setDrawer(false)}
              onPointerDown={(event) => {
                if (event.target === dialog.current) setDrawer(false)
              }}
            >
              <Sidebar onChosen={() => setDrawer(false)} />
            </dialog>
          ) : (
            <aside class="sidebar" aria-label="Channels and people">
              <Sidebar onChosen={() => undefined} />
            </aside>
          )}
          <ChannelView onMenu={isNarrow ? () => setDrawer(true) : null} />
        </div>
        <ModalHost />
        <Toasts />
      </BrushProvider>
    </DraftProvider>
  )
}

function skipToComposer(event: MouseEvent): void {
  event.preventDefault()
  document.querySelector<HTMLElement>('#composer textarea, #composer input:not([type=file])')?.focus()
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const media = matchMedia(query)
    const change = (): void => setMatches(media.matches)
    media.addEventListener('change', change)
    return () => media.removeEventListener('change', change)
  }, [query])
  return matches
}

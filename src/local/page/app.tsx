import { useEffect, useRef, useState } from 'preact/hooks'
import { BrushProvider } from './brush/brush-context.tsx'
import { Announcer } from './channel/announcer.tsx'
import { ChannelHeader } from './channel/channel-header.tsx'
import { ConnectionBanner } from './channel/connection-banner.tsx'
import { MessageList } from './channel/message-list.tsx'
import { Composer } from './composer/composer.tsx'
import { DraftProvider } from './composer/draft-context.tsx'
import { ModalHost } from './modal/modal-dialog.tsx'
import { Sidebar } from './sidebar/sidebar.tsx'
import { useSelect } from './state/context.tsx'
import { Toasts } from './toasts.tsx'

/** Below this width the channel list is a drawer. */
const narrow = '(max-width: 760px)'

/** The whole page. */
export function App() {
  const channelId = useSelect((state) => state.channelId)
  const as = useSelect((state) => state.as)
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
          <main class="channel-view">
            <ConnectionBanner />
            {channelId === null ? (
              <p class="loading-note">Looking for the local channel…</p>
            ) : (
              <>
                <ChannelHeader channelId={channelId} onMenu={isNarrow ? () => setDrawer(true) : null} />
                <MessageList key={`${as}/${channelId}`} channelId={channelId} />
                <Composer channelId={channelId} />
                <Announcer channelId={channelId} />
              </>
            )}
          </main>
        </div>
        <ModalHost />
        <Toasts />
      </BrushProvider>
    </DraftProvider>
  )
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

import { useEffect, useRef, useState } from 'preact/hooks'
import { Composer } from '../composer/composer.tsx'
import { useAttachments } from '../composer/draft-context.tsx'
import { useSelect } from '../state/context.tsx'
import { Announcer } from './announcer.tsx'
import { ChannelHeader } from './channel-header.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { MessageList } from './message-list.tsx'

/** The open channel: header, messages, composer. Files dropped anywhere on it are attached. */
export function ChannelView({ onMenu }: { readonly onMenu: (() => void) | null }) {
  const channelId = useSelect((state) => state.channelId)
  const as = useSelect((state) => state.as)
  const { addFiles } = useAttachments()
  const view = useRef<HTMLElement>(null)
  const [over, setOver] = useState(false)

  useEffect(() => {
    // A slash starts a command, unless the focus is in something that takes text.
    const slash = (event: KeyboardEvent): void => {
      const { target, key, ctrlKey, metaKey, altKey } = event
      if (key !== '/' || ctrlKey || metaKey || altKey || !(target instanceof Element)) return
      if (target.closest('input, textarea, dialog, [popover]') !== null) return
      view.current?.querySelector<HTMLElement>('.composer textarea')?.focus()
    }
    // A file dropped outside of the fields must not replace the page.
    const keep = (event: DragEvent): void => event.preventDefault()
    document.addEventListener('keydown', slash)
    document.addEventListener('dragover', keep)
    document.addEventListener('drop', keep)
    return () => {
      document.removeEventListener('keydown', slash)
      document.removeEventListener('dragover', keep)
      document.removeEventListener('drop', keep)
    }
  }, [])

  return (
    <main
      ref={view}
      class={over ? 'channel-view over' : 'channel-view'}
      onDragOver={(event) => setOver(event.dataTransfer?.types.includes('Files') === true)}
      onDragLeave={(event) => {
        const { relatedTarget, currentTarget } = event
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false)
      }}
      onDrop={(event) => {
        setOver(false)
        addFiles([...(event.dataTransfer?.files ?? [])])
      }}
    >
      <ConnectionBanner />
      {channelId === null ? (
        <p class="loading-note">Connecting to the local server…</p>
      ) : (
        <>
          <ChannelHeader channelId={channelId} onMenu={onMenu} />
          <MessageList key={`${as}/${channelId}`} channelId={channelId} />
          <Composer channelId={channelId} />
          <Announcer channelId={channelId} />
        </>
      )}
    </main>
  )
}

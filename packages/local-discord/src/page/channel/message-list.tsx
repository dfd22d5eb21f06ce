import { useMemo, useRef } from 'preact/hooks'
import { displayName } from '../display/display-name.ts'
import { Icon } from '../display/icon.tsx'
import { channelTitle } from '../state/channels.ts'
import { useSelect, useSession } from '../state/context.tsx'
import type { PageState } from '../state/state.ts'
import { ChannelStart } from './channel-start.tsx'
import { CommandStatus } from './command-status.tsx'
import { MessageRow } from './message-row.tsx'
import { toRows } from './message-rows.ts'
import { useScrollAnchor } from './use-scroll-anchor.ts'

/** A channel's messages, oldest first. Older messages are loaded when one scrolls towards the beginning. */
export function MessageList({ channelId }: { readonly channelId: string }) {
  const history = useSelect((state) => state.histories[channelId])
  const world = useSelect((state) => state.world)
  const session = useSession()
  const scroller = useRef<HTMLDivElement>(null)
  const messages = history?.messages
  const rows = useMemo(() => toRows(messages ?? []), [messages])
  const scroll = useScrollAnchor(
    scroller,
    useSelect((state) => lastSent(state, channelId)),
    () => {
      if (history?.status === 'ready' && !history.complete) void session.loadOlder(channelId)
    },
  )
  const newest = messages?.at(-1)?.id
  // The newest message that was in view. An answer to a button far up may arrive below it, out of sight.
  const seen = useRef(newest)
  if (scroll.atEnd) seen.current = newest
  const hasUnseen = newest !== seen.current
  const channel = world?.channels.find((other) => other.id === channelId)
  const title = channel === undefined ? '' : channelTitle(channel, displayName(world?.bot))

  return (
    <div class="messages">
      <div
        ref={scroller}
        class="scroller"
        tabIndex={0}
        role="region"
        aria-label={`Messages in ${title}`}
        aria-busy={history?.status === 'loading'}
        onScroll={scroll.onScroll}
        onKeyDown={moveFocus}
      >
        <div class="scroll-content">
          {history?.complete === true ? (
            <ChannelStart channel={channel} title={title} world={world} empty={rows.length === 0} />
          ) : null}
          {history?.status === 'loading' ? <p class="loading-note">Loading messages…</p> : null}
          {history?.status === 'failed' ? (
            <p class="loading-note">
              The messages could not be loaded.{' '}
              <button type="button" class="link-button" onClick={() => void session.reload(channelId)}>
                Try again
              </button>
            </p>
          ) : null}
          <ol class="rows" role="list">
            {rows.map((row) => (
              <MessageRow key={row.message.id} row={row} />
            ))}
          </ol>
          <CommandStatus channelId={channelId} />
        </div>
      </div>
      {scroll.atEnd ? null : (
        <button
          type="button"
          class={hasUnseen ? 'jump button primary' : 'jump button secondary'}
          onClick={scroll.toEnd}
        >
          <Icon name="down" /> {hasUnseen ? 'New messages below' : 'Jump to the newest'}
        </button>
      )}
    </div>
  )
}

/** What the person sent last: a pending command, or else a message. */
function lastSent({ pending, histories, as, world }: PageState, channelId: string): string | null {
  const command = Object.values(pending).findLast((one) => one.kind === 'command' && one.channelId === channelId)
  if (command !== undefined) return command.nonce
  const userId = world?.people.find((person) => person.id === as)?.user.id
  return histories[channelId]?.messages.findLast((message) => message.author.id === userId)?.id ?? null
}

/** Arrow keys move the focus from message to message. */
function moveFocus(event: KeyboardEvent): void {
  const { target, currentTarget } = event
  if (!(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return
  if (target !== currentTarget && !target.matches('article.message')) return
  const all = [...currentTarget.querySelectorAll<HTMLElement>('article.message')]
  const at = all.indexOf(target)
  if (event.key === 'ArrowUp') (at < 0 ? all.at(-1) : all[at - 1])?.focus()
  else if (event.key === 'ArrowDown' && at >= 0) all[at + 1]?.focus()
  else if (event.key === 'Home') all[0]?.focus()
  else if (event.key === 'End') all.at(-1)?.focus()
  else if (event.key === 'Enter' && at >= 0) target.querySelector<HTMLElement>('.message-tools button')?.click()
  else return
  event.preventDefault()
}

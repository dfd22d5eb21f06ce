import { memo } from 'preact/compat'
import { useRef, useState } from 'preact/hooks'
import type { LocalMessage } from '../../page-protocol.ts'
import { Avatar } from '../display/avatar.tsx'
import { displayName } from '../display/display-name.ts'
import { Icon } from '../display/icon.tsx'
import { formatMessageTime } from '../markdown/format-time.ts'
import { Menu } from '../menu/menu.tsx'
import type { Box } from '../menu/floating-position.ts'
import { AuthorButton } from './author-button.tsx'
import { DayDivider } from './day-divider.tsx'
import { EphemeralNote } from './ephemeral-note.tsx'
import { FailureNote } from './failure-note.tsx'
import { MessageBody } from './message-body.tsx'
import { CommandLine, ReplyLine } from './origin-line.tsx'
import { commandOf, isEphemeral, isLoading, type Row } from './message-rows.ts'
import { useMessageMenu } from './use-message-menu.tsx'

/** One message with everything that belongs to it. Drawn again only when its row changed. */
export const MessageRow = memo(function MessageRow({ row }: { readonly row: Row }) {
  const { message, compact, newDay } = row
  const menu = useRowMenu(message)
  const command = commandOf(message)
  const replied = message.referenced_message ?? null
  const time = Date.parse(message.timestamp)
  const ephemeral = isEphemeral(message)
  const classes = ['message', compact ? 'compact' : '', ephemeral ? 'ephemeral' : '', menu.open ? 'menu-open' : '']

  return (
    <li class="row">
      {newDay ? <DayDivider time={time} /> : null}
      <article
        class={classes.join(' ')}
        data-message-id={message.id}
        tabIndex={-1}
        aria-label={`${displayName(message.author)}, ${formatMessageTime(time, Date.now())}`}
        onContextMenu={menu.openAtPointer}
      >
        {command === null ? null : <CommandLine command={command} />}
        {replied === null || command !== null ? null : <ReplyLine message={replied} />}
        <div class="message-side">
          {compact ? (
            <time class="side-time" dateTime={message.timestamp} aria-hidden="true">
              {new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(time)}
            </time>
          ) : (
            <Avatar user={message.author} />
          )}
        </div>
        <div class="message-main">
          {compact ? null : <MessageHead message={message} time={time} />}
          {isLoading(message) ? <ThinkingNote name={displayName(message.author)} /> : <MessageBody message={message} />}
          <FailureNote messageId={message.id} />
          {ephemeral ? <EphemeralNote message={message} /> : null}
        </div>
        <div class="message-tools">
          <button
            ref={menu.button}
            type="button"
            class="icon-button"
            aria-label={`More actions for the message of ${displayName(message.author)}`}
            aria-haspopup="menu"
            aria-expanded={menu.open}
            onClick={menu.toggleAtButton}
          >
            <Icon name="more" />
          </button>
        </div>
        {menu.element}
      </article>
    </li>
  )
}, sameRow)

function MessageHead({
  message: { author, timestamp },
  time,
}: {
  readonly message: LocalMessage
  readonly time: number
}) {
  return (
    <header class="message-head">
      <AuthorButton user={author} />
      {author.bot === true ? <span class="badge">Bot</span> : null}
      <time dateTime={timestamp} title={new Date(time).toLocaleString()}>
        {formatMessageTime(time, Date.now())}
      </time>
    </header>
  )
}

function ThinkingNote({ name }: { readonly name: string }) {
  return (
    <p class="thinking">
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {name} is thinking…
    </p>
  )
}

/** The message's menu. It opens at the pointer after a right click, or at its button. */
function useRowMenu(message: LocalMessage) {
  const [anchor, setAnchor] = useState<Box | 'button' | null>(null)
  const [picture, setPicture] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const groups = useMessageMenu(message)
  return {
    button,
    open: anchor !== null,
    toggleAtButton(): void {
      setPicture(null)
      setAnchor(anchor === null ? 'button' : null)
    },
    openAtPointer(event: MouseEvent): void {
      const { target } = event
      if (target instanceof Element && target.closest('a, input, textarea, .floating, dialog') !== null) return
      if (String(getSelection()) !== '') return
      event.preventDefault()
      const box = { left: event.clientX, right: event.clientX, top: event.clientY, bottom: event.clientY }
      setPicture(
        target instanceof Element ? (target.closest<HTMLElement>('[data-picture]')?.dataset['picture'] ?? null) : null,
      )
      // The keyboard's menu key has no pointer position.
      setAnchor(event.clientX === 0 && event.clientY === 0 ? 'button' : box)
    },
    element:
      anchor === null ? null : (
        <Menu
          label="Message"
          anchor={anchor === 'button' ? button : anchor}
          align={anchor === 'button' ? 'end' : 'start'}
          groups={groups(picture)}
          onClose={() => {
            setAnchor(null)
            button.current?.focus({ preventScroll: true })
          }}
        />
      ),
  }
}

/** Rows are rendered again at each change of the channel, although few of them differ. */
function sameRow({ row: before }: { readonly row: Row }, { row: after }: { readonly row: Row }): boolean {
  return before.message === after.message && before.compact === after.compact && before.newDay === after.newDay
}

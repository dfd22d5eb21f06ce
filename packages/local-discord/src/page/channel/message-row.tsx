import { memo } from 'preact/compat'
import { useRef, useState } from 'preact/hooks'
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

/** One message with all that belongs to it. Drawn again only when its row changed. */
export const MessageRow = memo(function MessageRow({ row }: { readonly row: Row }) {
  const { message, compact, newDay } = row
  const [menu, setMenu] = useState<Box | 'button' | null>(null)
  const [picture, setPicture] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const groups = useMessageMenu(message)
  const command = commandOf(message)
  const replied = message.referenced_message ?? null
  const time = Date.parse(message.timestamp)
  const ephemeral = isEphemeral(message)
  const classes = ['message', compact ? 'compact' : '', ephemeral ? 'ephemeral' : '', menu === null ? '' : 'menu-open']

  const openAt = (event: MouseEvent): void => {
    const { target } = event
    if (target instanceof Element && target.closest('a, input, textarea, .floating, dialog') !== null) return
    if (String(getSelection()) !== '') return
    event.preventDefault()
    const box = { left: event.clientX, right: event.clientX, top: event.clientY, bottom: event.clientY }
    setPicture(
      target instanceof Element ? (target.closest<HTMLElement>('[data-picture]')?.dataset['picture'] ?? null) : null,
    )
    // From the keyboard there is no place of the pointer: the menu opens at its button.
    setMenu(event.clientX === 0 && event.clientY === 0 ? 'button' : box)
  }

  return (
    <li class="row">
      {newDay ? <DayDivider time={time} /> : null}
      <article
        class={classes.join(' ')}
        data-message-id={message.id}
        tabIndex={-1}
        aria-label={`${displayName(message.author)}, ${formatMessageTime(time, Date.now())}`}
        onContextMenu={openAt}
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
          {compact ? null : (
            <header class="message-head">
              <AuthorButton user={message.author} />
              {message.author.bot === true ? <span class="badge">Bot</span> : null}
              <time dateTime={message.timestamp} title={new Date(time).toLocaleString()}>
                {formatMessageTime(time, Date.now())}
              </time>
            </header>
          )}
          {isLoading(message) ? (
            <p class="thinking">
              <span class="dots" aria-hidden="true">
                <i />
                <i />
                <i />
              </span>
              {displayName(message.author)} is thinking…
            </p>
          ) : (
            <MessageBody message={message} />
          )}
          <FailureNote messageId={message.id} />
          {ephemeral ? <EphemeralNote message={message} /> : null}
        </div>
        <div class="message-tools">
          <button
            ref={button}
            type="button"
            class="icon-button"
            aria-label={`More about the message of ${displayName(message.author)}`}
            aria-haspopup="menu"
            aria-expanded={menu !== null}
            onClick={() => {
              setPicture(null)
              setMenu(menu === null ? 'button' : null)
            }}
          >
            <Icon name="more" />
          </button>
        </div>
        {menu === null ? null : (
          <Menu
            label="Message"
            anchor={menu === 'button' ? button : menu}
            align={menu === 'button' ? 'end' : 'start'}
            groups={groups(picture)}
            onClose={() => {
              setMenu(null)
              button.current?.focus({ preventScroll: true })
            }}
          />
        )}
      </article>
    </li>
  )
}, sameRow)

/** Rows are made anew with each change of the channel; what they say seldom changes. */
function sameRow({ row: before }: { readonly row: Row }, { row: after }: { readonly row: Row }): boolean {
  return before.message === after.message && before.compact === after.compact && before.newDay === after.newDay
}

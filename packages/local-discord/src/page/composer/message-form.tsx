import type { RefObject } from 'preact'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { SuggestionList } from '../combobox/suggestion-list.tsx'
import type { LocalChannel } from '../../page-protocol.ts'
import { displayName } from '../display/display-name.ts'
import { Icon } from '../display/icon.tsx'
import { channelTitle } from '../state/channels.ts'
import { useSelect, useSession } from '../state/context.tsx'
import { AttachMenu } from './attach-menu.tsx'
import { useDraft } from './draft-context.tsx'
import { FilePreview } from './file-preview.tsx'
import { withMentions } from './typed-mentions.ts'
import { useCommandSuggestions } from './use-command-suggestions.ts'

interface MessageFormProps {
  readonly channelId: string
  /** The composer's element, beside which suggestions are shown. */
  readonly frame: RefObject<HTMLElement>
  /** Set when a command was sent or left just before. */
  readonly leftCommand: { current: boolean }
}

/** The text field with its files. A slash at the beginning opens the list of commands. */
export function MessageForm({ channelId, frame, leftCommand }: MessageFormProps) {
  const { draft } = useDraft()
  const world = useSelect((state) => state.world)
  const channel = world?.channels.find((other) => other.id === channelId)
  const field = useRef<HTMLTextAreaElement>(null)
  const listId = useId()
  const { disabled, write } = useWrite()
  const suggestions = useCommandSuggestions()
  const { open, items, active } = suggestions
  const title = channel === undefined ? '' : channelTitle(channel, displayName(world?.bot))

  useLayoutEffect(() => {
    if (!leftCommand.current) return
    leftCommand.current = false
    field.current?.focus()
  }, [])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return
    if (suggestions.onKeyDown(event)) event.preventDefault()
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void write()
    }
  }

  return (
    <>
      <DraftFiles />
      <div class="composer-line">
        <AttachMenu onChosen={() => field.current?.focus()} />
        <textarea
          ref={field}
          rows={1}
          placeholder="Write, or / for commands"
          aria-label={`Write to ${title}`}
          aria-autocomplete="list"
          {...(open ? { 'aria-controls': listId } : {})}
          {...(open && items.length > 0 ? { 'aria-activedescendant': `${listId}-${active}` } : {})}
          value={draft.text}
          onInput={(event) => suggestions.onText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          class="icon-button send-message"
          aria-label="Send message"
          disabled={disabled}
          onClick={() => void write()}
        >
          <Icon name="send" />
        </button>
      </div>
      <UnreadHint channel={channel} />
      {open ? (
        <SuggestionList
          id={listId}
          label="Commands"
          anchor={frame}
          items={items}
          active={active}
          prefer="above"
          tabStop
          empty={suggestions.empty}
          onPick={suggestions.pick}
          onHover={suggestions.setActive}
          onDismiss={suggestions.close}
        />
      ) : null}
    </>
  )
}

/** Whether a message with this text reaches the bot: it reads direct messages and mentions, and no other messages. */
const reachesBot = (text: string, kind: LocalChannel['kind'], botId: string): boolean =>
  kind === 'dm' || new RegExp(`<@!?${botId}>`).test(text)

/** Says, while plain text is written in a server, that the bot does not read it. */
function UnreadHint({ channel }: { readonly channel: LocalChannel | undefined }) {
  const { draft } = useDraft()
  const bot = useSelect((state) => state.world?.bot)
  if (channel === undefined || bot === undefined || draft.text.trim() === '' || draft.text.startsWith('/')) return null
  if (reachesBot(withMentions(draft.text, [bot]), channel.kind, bot.id)) return null
  return (
    <p class="hint" role="status">
      {displayName(bot)} does not read messages here. Type / for its commands.
    </p>
  )
}

function DraftFiles() {
  const { draft, change } = useDraft()
  if (draft.files.length === 0) return null
  return (
    <div class="draft-files">
      {draft.files.map(({ id, file }) => (
        <FilePreview key={id} file={file} onRemove={() => change({ type: 'remove-file', id })} />
      ))}
    </div>
  )
}

/** Sends the draft as a message; it stays in the field if the server refuses it. */
function useWrite(): { readonly disabled: boolean; readonly write: () => Promise<void> } {
  const { draft, change } = useDraft()
  const session = useSession()
  const world = useSelect((state) => state.world)
  const [sending, setSending] = useState(false)
  const disabled = sending || (draft.text.trim() === '' && draft.files.length === 0)
  const write = async (): Promise<void> => {
    if (disabled) return
    setSending(true)
    const files = draft.files.map(({ file }) => file)
    const users = world === null ? [] : [world.bot, ...world.people.map(({ user }) => user)]
    const accepted = await session.write(withMentions(draft.text.trim(), users), files)
    setSending(false)
    if (accepted) change({ type: 'sent' })
  }
  return { disabled, write }
}

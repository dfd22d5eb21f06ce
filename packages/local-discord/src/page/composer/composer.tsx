import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { useBrush } from '../brush/brush-context.tsx'
import { SuggestionList } from '../combobox/suggestion-list.tsx'
import { displayName } from '../display/display-name.ts'
import { Icon } from '../display/icon.tsx'
import { MenuButton } from '../menu/menu-button.tsx'
import { channelTitle } from '../state/channels.ts'
import { useSelect, useSession } from '../state/context.tsx'
import { CommandForm } from './command-form.tsx'
import { findCommands, listCommands, spelledCommand, type CommandEntry } from './command-entries.ts'
import { maxFiles } from './draft.ts'
import { useAttachments, useDraft } from './draft-context.tsx'
import { FilePreview } from './file-preview.tsx'

/** Where a person writes: a message with files, or, after a slash, a command. */
export function Composer({ channelId }: { readonly channelId: string }) {
  const { draft, change } = useDraft()
  const { addFiles } = useAttachments()
  const session = useSession()
  const brush = useBrush()
  const world = useSelect((state) => state.world)
  const channel = world?.channels.find((other) => other.id === channelId)
  const entries = useMemo(() => listCommands(world?.commands ?? []), [world])
  const field = useRef<HTMLTextAreaElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const fileInput = useRef<HTMLInputElement>(null)
  const listId = useId()
  const [active, setActive] = useState(0)
  const [closed, setClosed] = useState(false)
  const [sending, setSending] = useState(false)

  const typing = draft.command === null && /^\/[^\n]*$/.test(draft.text) && !closed
  const found = typing ? findCommands(entries, draft.text.slice(1)) : []
  const at = Math.min(active, Math.max(0, found.length - 1))
  const items = found.map((entry) => ({ key: entry.key, label: `/${entry.name}`, detail: entry.description }))

  // The field was away while a command stood in its place; when it is back it has the focus again.
  const back = useRef(false)
  useLayoutEffect(() => {
    if (draft.command === null && back.current) {
      back.current = false
      field.current?.focus()
    }
  }, [draft.command])

  const choose = (entry: CommandEntry, rest = ''): void => {
    setActive(0)
    change({ type: 'command', entry, rest })
  }
  const write = async (): Promise<void> => {
    if (sending || (draft.text.trim() === '' && draft.files.length === 0)) return
    setSending(true)
    const taken = await session.write(
      draft.text.trim(),
      draft.files.map(({ file }) => file),
    )
    setSending(false)
    if (taken) change({ type: 'sent' })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return
    const entry = found[at]
    if (typing && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      setActive((at + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % Math.max(1, found.length))
    } else if (typing && entry !== undefined && ((event.key === 'Tab' && !event.shiftKey) || event.key === 'Enter')) {
      choose(entry)
    } else if (typing && event.key === 'Escape') setClosed(true)
    else if (event.key === 'Enter' && !event.shiftKey) void write()
    else return
    event.preventDefault()
  }

  const title = channel === undefined ? '' : channelTitle(channel, displayName(world?.bot))
  return (
    <div
      ref={frame}
      class="composer"
      onPaste={(event) => {
        const pasted = [...(event.clipboardData?.files ?? [])]
        if (pasted.length === 0) return
        event.preventDefault()
        addFiles(pasted)
      }}
    >
      {draft.command !== null ? (
        <CommandForm
          key={draft.command.entry.key}
          command={draft.command}
          onDone={() => {
            back.current = true
          }}
        />
      ) : (
        <>
          {draft.files.length === 0 ? null : (
            <div class="draft-files">
              {draft.files.map(({ id, file }) => (
                <FilePreview key={id} file={file} onRemove={() => change({ type: 'remove-file', id })} />
              ))}
            </div>
          )}
          <div class="composer-line">
            <input
              ref={fileInput}
              type="file"
              multiple
              class="visually-hidden"
              tabIndex={-1}
              aria-label="Choose files for the message"
              onChange={(event) => {
                addFiles([...(event.currentTarget.files ?? [])].slice(0, maxFiles))
                event.currentTarget.value = ''
                field.current?.focus()
              }}
            />
            <MenuButton
              label="Attach"
              prefer="above"
              groups={() => [
                {
                  title: null,
                  items: [
                    { label: 'Choose files', icon: 'attach', onSelect: () => fileInput.current?.click() },
                    {
                      label: 'Draw a sketch',
                      icon: 'brush',
                      onSelect: () => brush.drawSketch((sketch) => addFiles([sketch])),
                    },
                  ],
                },
              ]}
            >
              <Icon name="plus" />
            </MenuButton>
            <textarea
              ref={field}
              rows={1}
              placeholder="Write, or / for commands"
              aria-label={`Write to ${title}`}
              aria-autocomplete="list"
              {...(typing ? { 'aria-controls': listId } : {})}
              {...(typing && found.length > 0 ? { 'aria-activedescendant': `${listId}-${at}` } : {})}
              value={draft.text}
              onInput={(event) => {
                const text = event.currentTarget.value
                const spelled = spelledCommand(entries, text)
                setClosed(false)
                setActive(0)
                if (spelled !== null) choose(spelled.entry, spelled.rest)
                else change({ type: 'text', text })
              }}
              onKeyDown={onKeyDown}
            />
            <button
              type="button"
              class="icon-button send-message"
              aria-label="Send message"
              disabled={sending || (draft.text.trim() === '' && draft.files.length === 0)}
              onClick={() => void write()}
            >
              <Icon name="send" />
            </button>
          </div>
          {typing ? (
            <SuggestionList
              id={listId}
              label="Commands"
              anchor={frame}
              items={items}
              active={at}
              prefer="above"
              tabStop
              empty={entries.length === 0 ? 'The bot has no commands yet.' : 'No command fits.'}
              onPick={(item) => {
                const entry = found.find((other) => other.key === item.key)
                if (entry !== undefined) choose(entry)
              }}
              onHover={setActive}
              onDismiss={() => setClosed(true)}
            />
          ) : null}
        </>
      )}
    </div>
  )
}

import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../display/icon.tsx'
import { MenuButton } from '../menu/menu-button.tsx'
import { useSession } from '../state/context.tsx'
import type { CommandDraft } from './draft.ts'
import { useDraft } from './draft-context.tsx'
import type { RequestedFocus } from './requested-focus.ts'
import { OptionChip } from './option-chip.tsx'
import { optionHint } from './option-hint.ts'
import { findProblems, sendOptions } from './option-value.ts'

interface CommandFormProps {
  readonly command: CommandDraft
  /** The command was sent or left: the text field comes back. */
  readonly onDone: () => void
}

/** The command that is being written: its name, its options as chips, and a line about the one in focus. */
export function CommandForm({ command, onDone }: CommandFormProps) {
  const { change } = useDraft()
  const session = useSession()
  const hintId = useId()
  const form = useRef<HTMLDivElement>(null)
  const { entry, shown } = command
  const [focused, setFocused] = useState<string | null>(null)
  const [requestedFocus, requestFocus] = useState<RequestedFocus>(() => ({ name: firstEmpty(command) }))
  const [checked, setChecked] = useState(false)
  const problems = checked ? findProblems(command) : new Map<string, string>()
  const more = entry.options.filter((option) => !shown.includes(option.name))
  const current = entry.options.find((option) => option.name === focused)

  // Where there is nothing left to fill in, the command is sent next.
  useLayoutEffect(() => {
    if (requestedFocus.name === null) form.current?.querySelector<HTMLElement>('.send')?.focus()
  }, [requestedFocus])

  const leave = (): void => {
    change({ type: 'leave-command' })
    onDone()
  }
  const send = (): void => {
    const [first] = findProblems(command).keys()
    setChecked(true)
    if (first !== undefined) {
      change({ type: 'show-option', name: first })
      requestFocus({ name: first })
      return
    }
    const label = `/${entry.name}`
    void session.runCommand({ commandId: entry.commandId, label, ...sendOptions(command) })
    change({ type: 'sent' })
    onDone()
  }
  const leaveOption = (name: string): void => {
    const at = shown.indexOf(name)
    const before = shown[at - 1]
    const required = entry.options.find((option) => option.name === name)?.required === true
    if (!required) change({ type: 'hide-option', name })
    if (before !== undefined) requestFocus({ name: before })
    else if (required) leave()
  }
  const show = (name: string): void => {
    change({ type: 'show-option', name })
    requestFocus({ name })
  }

  const problem = focused === null ? undefined : problems.get(focused)
  const [otherName] = problems.keys()
  return (
    <div
      ref={form}
      class="command-form"
      role="group"
      aria-label={`Command ${entry.name}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        leave()
      }}
    >
      <div class="command-head">
        <span class="command-name">/{entry.name}</span>
        <span class="command-description">{entry.description}</span>
        <button type="button" class="icon-button" aria-label="Leave the command" onClick={leave}>
          <Icon name="close" />
        </button>
      </div>
      <div class="chips">
        {shown.map((name) => {
          const option = entry.options.find((other) => other.name === name)
          return option === undefined ? null : (
            <OptionChip
              key={name}
              command={command}
              option={option}
              problem={problems.get(name) ?? null}
              hintId={hintId}
              requestedFocus={requestedFocus.name === name ? requestedFocus : null}
              onFocus={setFocused}
              onFilled={(filled) =>
                requestFocus({
                  name: shown.find((other) => other !== filled && (command.values[other]?.text ?? '') === '') ?? null,
                })
              }
              onSend={send}
              onLeave={leaveOption}
            />
          )
        })}
        {more.length === 0 ? null : (
          <MenuButton
            label={`+${more.length} more ${more.length === 1 ? 'option' : 'options'}`}
            class="chip-more"
            prefer="above"
            groups={() => [
              {
                title: 'Options',
                items: more.map((option) => ({
                  label: option.name,
                  detail: option.description,
                  onSelect: () => show(option.name),
                })),
              },
            ]}
          >
            +{more.length} more
          </MenuButton>
        )}
      </div>
      <div class="command-foot">
        <p id={hintId} class={problem === undefined ? 'hint' : 'hint problem'} aria-live="polite">
          {problem !== undefined ? (
            <>
              <strong>{focused}</strong> {problem}
            </>
          ) : current !== undefined ? (
            <>
              <strong>{current.name}</strong> {optionHint(current)}
              {current.required === true ? '' : ' · optional'}
            </>
          ) : otherName !== undefined ? (
            <>
              <strong>{otherName}</strong> {problems.get(otherName)}
            </>
          ) : (
            ''
          )}
        </p>
        <button type="button" class="send button primary" onClick={send}>
          Send <Icon name="send" />
        </button>
      </div>
    </div>
  )
}

function firstEmpty({ shown, values }: CommandDraft): string | null {
  return shown.find((name) => (values[name]?.text ?? '') === '') ?? shown.at(-1) ?? null
}

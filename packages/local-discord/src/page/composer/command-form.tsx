import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../display/icon.tsx'
import { MenuButton } from '../menu/menu-button.tsx'
import { useSession } from '../state/context.tsx'
import { CommandHint } from './command-hint.tsx'
import { useDraft } from './draft-context.tsx'
import type { CommandDraft } from './draft.ts'
import { OptionChip } from './option-chip.tsx'
import { findProblems, sendOptions } from './option-value.ts'
import type { RequestedFocus } from './requested-focus.ts'

interface CommandFormProps {
  readonly command: CommandDraft
  /** The command was sent or left. */
  readonly onDone: () => void
}

/** The command that is being written: its name, its options as chips, and a line about the focused option. */
export function CommandForm({ command, onDone }: CommandFormProps) {
  const hintId = useId()
  const form = useRef<HTMLDivElement>(null)
  const { entry, shown } = command
  const [focused, setFocused] = useState<string | null>(null)
  const actions = useCommandActions(command, onDone)
  const { requestedFocus, requestFocus, problems } = actions
  const more = entry.options.filter((option) => !shown.includes(option.name))

  // Nothing is left to fill in, so the next step is to send.
  useLayoutEffect(() => {
    if (requestedFocus.name === null) form.current?.querySelector<HTMLElement>('.send')?.focus()
  }, [requestedFocus])

  return (
    <div
      ref={form}
      class="command-form"
      role="group"
      aria-label={`Command ${entry.name}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        actions.leave()
      }}
    >
      <div class="command-head">
        <span class="command-name">/{entry.name}</span>
        <span class="command-description">{entry.description}</span>
        <button type="button" class="icon-button" aria-label="Leave the command" onClick={actions.leave}>
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
              onFilled={(filled) => requestFocus({ name: firstEmpty(command, filled) })}
              onSend={actions.send}
              onLeave={actions.leaveOption}
            />
          )
        })}
        {more.length === 0 ? null : <MoreOptions options={more} labels={entry.labels} onShow={actions.showOption} />}
      </div>
      <div class="command-foot">
        <CommandHint id={hintId} entry={entry} focused={focused} problems={problems} />
        <button type="button" class="send button primary" onClick={actions.send}>
          Send <Icon name="send" />
        </button>
      </div>
    </div>
  )
}

function useCommandActions(command: CommandDraft, onDone: () => void) {
  const { change } = useDraft()
  const session = useSession()
  const { entry, shown } = command
  const [checked, setChecked] = useState(false)
  const [requestedFocus, requestFocus] = useState<RequestedFocus>(() => ({
    name: firstEmpty(command) ?? shown.at(-1) ?? null,
  }))
  const leave = (): void => {
    change({ type: 'leave-command' })
    onDone()
  }
  const showOption = (name: string): void => {
    change({ type: 'show-option', name })
    requestFocus({ name })
  }
  return {
    requestedFocus,
    requestFocus,
    /** Problems are shown once the person has tried to send. */
    problems: checked ? findProblems(command) : new Map<string, string>(),
    leave,
    showOption,
    send(): void {
      const [invalid] = findProblems(command).keys()
      setChecked(true)
      if (invalid !== undefined) {
        showOption(invalid)
        return
      }
      const label = `/${entry.name}`
      void session.runCommand({ commandId: entry.commandId, label, path: entry.path, ...sendOptions(command) })
      change({ type: 'sent' })
      onDone()
    },
    leaveOption(name: string): void {
      const before = shown[shown.indexOf(name) - 1]
      const required = entry.options.find((option) => option.name === name)?.required === true
      if (!required) change({ type: 'hide-option', name })
      if (before !== undefined) requestFocus({ name: before })
      else if (required) leave()
    },
  }
}

interface MoreOptionsProps {
  readonly options: readonly APIApplicationCommandBasicOption[]
  readonly labels: CommandDraft['entry']['labels']
  readonly onShow: (name: string) => void
}

/** The menu of options that are not shown yet. */
function MoreOptions({ options, labels, onShow }: MoreOptionsProps) {
  const items = options.map(({ name, description }) => ({
    label: labels[name] ?? name,
    detail: description,
    onSelect: () => onShow(name),
  }))
  return (
    <MenuButton
      label={`+${options.length} more ${options.length === 1 ? 'option' : 'options'}`}
      class="chip-more"
      prefer="above"
      groups={() => [{ title: 'Options', items }]}
    >
      +{options.length} more
    </MenuButton>
  )
}

function firstEmpty({ shown, values }: CommandDraft, except?: string): string | null {
  return shown.find((name) => name !== except && (values[name]?.text ?? '') === '') ?? null
}

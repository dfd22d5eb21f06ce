import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10'
import { ApplicationCommandOptionType } from 'discord-api-types/v10'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../display/icon.tsx'
import type { RequestedFocus } from './requested-focus.ts'
import type { CommandDraft } from './draft.ts'
import { emptyOption } from './draft.ts'
import { useDraft } from './draft-context.tsx'
import { FileField } from './file-field.tsx'
import { isPicture } from './file-types.ts'
import { OptionField } from './option-field.tsx'
import { uniqueId } from '../state/unique-id.ts'

interface OptionChipProps {
  readonly command: CommandDraft
  readonly option: APIApplicationCommandBasicOption
  /** Set once the person has tried to send; null before, and if the option is valid. */
  readonly problem: string | null
  readonly hintId: string
  /** Set if this field should take the focus. */
  readonly requestedFocus: RequestedFocus | null
  readonly onFocus: (name: string) => void
  /** A file was chosen, so the next option comes next. */
  readonly onFilled: (name: string) => void
  readonly onSend: () => void
  /** Backspace in an empty field goes back. */
  readonly onLeave: (name: string) => void
}

/** One option of the command that is being written: its name and its field. */
export function OptionChip(props: OptionChipProps) {
  const { command, option, problem, hintId, requestedFocus, onFocus, onFilled, onSend, onLeave } = props
  const { change } = useDraft()
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const chip = useRef<HTMLDivElement>(null)
  const { name } = option
  const label = command.entry.labels[name] ?? name
  const value = command.values[name] ?? emptyOption
  const isFile = option.type === ApplicationCommandOptionType.Attachment

  useLayoutEffect(() => {
    if (requestedFocus === null) return
    if (isFile) chip.current?.querySelector<HTMLElement>('.file-action')?.focus()
    else input.current?.focus()
  }, [requestedFocus, isFile])

  const maskBases = Object.entries(command.values).flatMap(([other, { file }]) =>
    other === name || file === null || !isPicture(file.file)
      ? []
      : [{ name: file.file.name, load: () => Promise.resolve(file.file) }],
  )

  return (
    <div ref={chip} class={`chip${isFile ? ' chip-file' : ''}${problem === null ? '' : ' invalid'}`} data-option={name}>
      <span class="chip-name" aria-hidden="true">
        {label}
      </span>
      {isFile ? (
        <FileField
          label={label}
          name={name}
          files={value.file === null ? [] : [value.file]}
          max={1}
          types={option.file_types}
          maskBases={maskBases}
          invalid={problem !== null}
          describedBy={hintId}
          onFocus={() => onFocus(name)}
          onAdd={([file]) => {
            if (file === undefined) return
            change({ type: 'option', name, value: { text: file.name, file: { id: uniqueId(), file } } })
            onFilled(name)
          }}
          onRemove={() => change({ type: 'option', name, value: { text: '', file: null } })}
        />
      ) : (
        <OptionField
          option={option}
          label={label}
          value={value}
          invalid={problem !== null}
          describedBy={hintId}
          input={input}
          onChange={(changed) => change({ type: 'option', name, value: changed })}
          onFocus={() => onFocus(name)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
              event.preventDefault()
              onSend()
            } else if (event.key === 'Backspace' && value.text === '') {
              event.preventDefault()
              onLeave(name)
            }
          }}
        />
      )}
      {option.required === true ? null : (
        <button type="button" class="chip-remove" aria-label={`Remove option ${label}`} onClick={() => onLeave(name)}>
          <Icon name="close" />
        </button>
      )}
    </div>
  )
}

import type { APIComponentInLabel } from 'discord-api-types/v10'
import { ComponentType } from 'discord-api-types/v10'
import { useId } from 'preact/hooks'
import { FieldControl } from './field-control.tsx'
import type { FieldDraft, ModalLine } from './fields.ts'

interface ModalFieldProps {
  readonly line: ModalLine & { readonly kind: 'field' }
  readonly draft: FieldDraft
  readonly problem: string | null
  /** The message the modal was opened from. */
  readonly messageId: string | null
  readonly onChange: (draft: Partial<FieldDraft>) => void
}

/** A label with its field and its problem. */
export function ModalField({ line, draft, problem, messageId, onChange }: ModalFieldProps) {
  const { label, description, component } = line
  const id = useId()
  const noteId = `${id}-note`
  const note = (
    <p id={noteId} class={problem === null ? 'field-note' : 'field-note problem'}>
      {problem ?? description ?? ''}
    </p>
  )
  const required = isRequired(component)
  return (
    <div class="field" data-field={component.custom_id}>
      {component.type === ComponentType.Checkbox ? (
        <CheckboxLine label={label} checked={draft.checked} describedBy={noteId} onChange={onChange} />
      ) : (
        <label class="field-label" {...(component.type === ComponentType.TextInput ? { for: id } : {})}>
          {label}
          {required ? (
            <span class="required" title="Required" aria-hidden="true">
              {' '}
              *
            </span>
          ) : (
            <span class="optional"> (optional)</span>
          )}
        </label>
      )}
      {note}
      <FieldControl
        id={id}
        label={label}
        component={component}
        draft={draft}
        messageId={messageId}
        describedBy={noteId}
        invalid={problem !== null}
        onChange={onChange}
      />
    </div>
  )
}

interface CheckboxLineProps {
  readonly label: string
  readonly checked: boolean
  readonly describedBy: string
  readonly onChange: (draft: Partial<FieldDraft>) => void
}

/** A checkbox is in the same line as its label. */
function CheckboxLine({ label, checked, describedBy, onChange }: CheckboxLineProps) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={checked}
        aria-describedby={describedBy}
        onChange={(event) => onChange({ checked: event.currentTarget.checked })}
      />
      <span class="choice-text">
        <span>{label}</span>
      </span>
    </label>
  )
}

function isRequired(component: APIComponentInLabel): boolean {
  return component.type !== ComponentType.Checkbox && component.required !== false
}

import type { APIComponentInLabel } from 'discord-api-types/v10'
import { ComponentType } from 'discord-api-types/v10'
import { useId } from 'preact/hooks'
import { selectItems } from '../blocks/select-items.ts'
import { Select } from '../combobox/select.tsx'
import { useSelect } from '../state/context.tsx'
import { ChoiceGroup } from './choice-group.tsx'
import { maxValues, type FieldDraft, type ModalLine } from './fields.ts'
import { TextField } from './text-field.tsx'
import { UploadField } from './upload-field.tsx'

interface ModalFieldProps {
  readonly line: ModalLine & { readonly kind: 'field' }
  readonly draft: FieldDraft
  readonly problem: string | null
  /** The message the modal was opened from. */
  readonly messageId: string | null
  readonly onChange: (draft: Partial<FieldDraft>) => void
}

/** A label, what stands under it, and what is wrong with it. */
export function ModalField({ line, draft, problem, messageId, onChange }: ModalFieldProps) {
  const { label, description, component } = line
  const world = useSelect((state) => state.world)
  const as = useSelect((state) => state.as)
  const id = useId()
  const noteId = `${id}-note`
  const required = isRequired(component)
  const common = { label, describedBy: noteId, invalid: problem !== null }

  const control = () => {
    switch (component.type) {
      case ComponentType.TextInput:
        return <TextField id={id} component={component} draft={draft} onChange={onChange} {...common} />
      case ComponentType.Checkbox:
        return null
      case ComponentType.RadioGroup:
      case ComponentType.CheckboxGroup:
        return (
          <ChoiceGroup
            component={component}
            chosen={draft.values}
            onChange={(values) => onChange({ values })}
            {...common}
          />
        )
      case ComponentType.FileUpload:
        return (
          <UploadField
            component={component}
            files={draft.files}
            messageId={messageId}
            onChange={onChange}
            {...common}
          />
        )
      case ComponentType.StringSelect:
      case ComponentType.UserSelect:
      case ComponentType.RoleSelect:
      case ComponentType.MentionableSelect:
      case ComponentType.ChannelSelect:
        return (
          <Select
            placeholder={component.placeholder ?? 'Make a selection'}
            items={world === null ? [] : selectItems(component, world, as)}
            chosen={draft.values}
            most={maxValues(component)}
            disabled={component.disabled === true}
            onChange={(values) => onChange({ values })}
            {...common}
          />
        )
    }
  }

  const note = (
    <p id={noteId} class={problem === null ? 'field-note' : 'field-note problem'}>
      {problem ?? description ?? ''}
    </p>
  )
  if (component.type === ComponentType.Checkbox) {
    return (
      <div class="field" data-field={component.custom_id}>
        <label class="choice">
          <input
            type="checkbox"
            checked={draft.checked}
            aria-describedby={noteId}
            onChange={(event) => onChange({ checked: event.currentTarget.checked })}
          />
          <span class="choice-text">
            <span>{label}</span>
          </span>
        </label>
        {note}
      </div>
    )
  }
  return (
    <div class="field" data-field={component.custom_id}>
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
      {note}
      {control()}
    </div>
  )
}

function isRequired(component: APIComponentInLabel): boolean {
  return component.type !== ComponentType.Checkbox && component.required !== false
}

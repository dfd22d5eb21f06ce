import type { APIComponentInLabel } from 'discord-api-types/v10'
import { ComponentType } from 'discord-api-types/v10'
import { selectItems } from '../blocks/select-items.ts'
import { Select } from '../combobox/select.tsx'
import { useSelect } from '../state/context.tsx'
import { ChoiceGroup } from './choice-group.tsx'
import { maxValues, type FieldDraft } from './fields.ts'
import { TextField } from './text-field.tsx'
import { UploadField } from './upload-field.tsx'

interface FieldControlProps {
  readonly id: string
  readonly label: string
  readonly component: APIComponentInLabel
  readonly draft: FieldDraft
  /** The message the modal was opened from. */
  readonly messageId: string | null
  readonly describedBy: string
  readonly invalid: boolean
  readonly onChange: (draft: Partial<FieldDraft>) => void
}

/** What is filled in below a label. A checkbox is part of its label instead. */
export function FieldControl({ id, component, draft, messageId, onChange, ...common }: FieldControlProps) {
  const world = useSelect((state) => state.world)
  const as = useSelect((state) => state.as)
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
        <UploadField component={component} files={draft.files} messageId={messageId} onChange={onChange} {...common} />
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
          max={maxValues(component)}
          disabled={component.disabled === true}
          onChange={(values) => onChange({ values })}
          {...common}
        />
      )
  }
}

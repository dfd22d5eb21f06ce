import type { APITextInputComponent } from 'discord-api-types/v10'
import { TextInputStyle } from 'discord-api-types/v10'
import { codePoints } from '../composer/code-points.ts'
import type { FieldDraft } from './fields.ts'

interface TextFieldProps {
  readonly id: string
  readonly component: APITextInputComponent
  readonly draft: FieldDraft
  readonly label: string
  readonly invalid: boolean
  readonly describedBy: string
  readonly onChange: (draft: Partial<FieldDraft>) => void
}

/** A line or a paragraph with a character count. */
export function TextField({ id, component, draft, invalid, describedBy, onChange }: TextFieldProps) {
  const max = component.max_length ?? 4000
  const common = {
    id,
    value: draft.text,
    placeholder: component.placeholder ?? '',
    // The browser counts UTF-16 units, of which a character has up to two. The exact limit is checked on submit.
    maxLength: max * 2,
    'aria-invalid': invalid,
    'aria-required': component.required !== false,
    'aria-describedby': describedBy,
    onInput: (event: Event & { currentTarget: { value: string } }) => onChange({ text: event.currentTarget.value }),
  }
  return (
    <div class="text-field">
      {component.style === TextInputStyle.Paragraph ? (
        <textarea rows={4} {...common} />
      ) : (
        <input type="text" {...common} />
      )}
      <span class="counter" aria-hidden="true">
        {codePoints(draft.text)}/{max}
      </span>
    </div>
  )
}

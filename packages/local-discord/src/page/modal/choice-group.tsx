import type { APICheckboxGroupComponent, APIRadioGroupComponent } from 'discord-api-types/v10'
import { ComponentType } from 'discord-api-types/v10'
import { useId } from 'preact/hooks'

interface ChoiceGroupProps {
  readonly component: APIRadioGroupComponent | APICheckboxGroupComponent
  readonly chosen: readonly string[]
  readonly label: string
  readonly invalid: boolean
  readonly describedBy: string
  readonly onChange: (chosen: readonly string[]) => void
}

/** Radio buttons or checkboxes, each with a description of its own. */
export function ChoiceGroup({ component, chosen, label, invalid, describedBy, onChange }: ChoiceGroupProps) {
  const name = useId()
  const single = component.type === ComponentType.RadioGroup
  const full = !single && chosen.length >= (component.max_values ?? component.options.length)
  return (
    <div
      class={invalid ? 'choices invalid' : 'choices'}
      role={single ? 'radiogroup' : 'group'}
      aria-label={label}
      aria-describedby={describedBy}
    >
      {component.options.map(({ value, label: text, description }) => {
        const checked = chosen.includes(value)
        return (
          <label key={value} class="choice">
            <input
              type={single ? 'radio' : 'checkbox'}
              name={name}
              checked={checked}
              disabled={full && !checked}
              onChange={() => {
                if (single) onChange([value])
                else onChange(checked ? chosen.filter((other) => other !== value) : [...chosen, value])
              }}
            />
            <span class="choice-text">
              <span>{text}</span>
              {description === undefined ? null : <small>{description}</small>}
            </span>
          </label>
        )
      })}
    </div>
  )
}

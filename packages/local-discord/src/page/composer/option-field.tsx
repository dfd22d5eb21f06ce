import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10'
import { ApplicationCommandOptionType as Type } from 'discord-api-types/v10'
import { channelItems, roleItems, userItems } from '../blocks/select-items.ts'
import { Combobox } from '../combobox/combobox.tsx'
import { filterSuggestions, type Suggestion } from '../combobox/suggestion.ts'
import { useSelect } from '../state/context.tsx'
import { AutocompleteField } from './autocomplete-field.tsx'
import type { OptionFieldProps } from './option-field-props.ts'

type Choice = Suggestion & { readonly value: string | number | boolean }

/** The field of an option that is typed or chosen. Attachments have a field of their own. */
export function OptionField(props: OptionFieldProps) {
  const { option, label, value, invalid, describedBy, input, onChange, onFocus, onKeyDown } = props
  const choices = useChoices(option)
  if ('autocomplete' in option && option.autocomplete) return <AutocompleteField {...props} />
  if (choices !== null) {
    return (
      <Combobox
        label={label}
        text={value.text}
        items={value.picked === null ? filterSuggestions(choices, value.text) : choices}
        placeholder="Choose"
        invalid={invalid}
        describedBy={describedBy}
        input={input}
        onText={(text) => onChange({ text, picked: null })}
        onPick={(item) => {
          const choice = choices.find((other) => other.key === item.key)
          if (choice !== undefined) onChange({ text: choice.label, picked: choice.value })
        }}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
      />
    )
  }
  const common = {
    'aria-label': label,
    'aria-invalid': invalid,
    'aria-describedby': describedBy,
    'aria-required': option.required === true,
    value: value.text,
    onFocus,
    onKeyDown,
    onInput: (event: Event & { currentTarget: { value: string } }) =>
      onChange({ text: event.currentTarget.value, picked: null }),
  }
  if (option.type === Type.String) return <textarea ref={input} rows={1} {...common} />
  return (
    <input
      ref={input}
      type="text"
      class="number"
      inputMode={option.type === Type.Integer ? 'numeric' : 'decimal'}
      autocomplete="off"
      {...common}
    />
  )
}

/** The choices of an option, or null if it is typed. */
function useChoices(option: APIApplicationCommandBasicOption): readonly Choice[] | null {
  const world = useSelect((state) => state.world)
  const as = useSelect((state) => state.as)
  if (world === null) return []
  switch (option.type) {
    case Type.Boolean:
      return [
        { key: 'true', label: 'True', value: true },
        { key: 'false', label: 'False', value: false },
      ]
    case Type.User:
      return byId(userItems(world))
    case Type.Role:
      return byId(roleItems(world))
    case Type.Mentionable:
      return byId([...userItems(world), ...roleItems(world)])
    case Type.Channel:
      return byId(channelItems(world, as, option.channel_types))
    case Type.String:
    case Type.Integer:
    case Type.Number:
      if (option.choices === undefined || option.choices.length === 0) return null
      return option.choices.map((choice) => ({ key: String(choice.value), label: choice.name, value: choice.value }))
    case Type.Attachment:
      return null
  }
}

/** Users, channels and roles are sent by their ids. */
function byId(items: readonly Suggestion[]): readonly Choice[] {
  return items.map((item) => ({ ...item, value: item.key }))
}

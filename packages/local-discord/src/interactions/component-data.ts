import { ButtonStyle, ComponentType } from 'discord-api-types/v10'
import type { Button, Select } from '../rules/component-shapes.ts'
import { everyComponent } from '../rules/components.ts'
import type { StoredMessage } from '../world-types.ts'
import { RefusedAction } from '../refused-action.ts'
import type { Resolver } from './resolver.ts'

interface ComponentData {
  readonly custom_id: string
  readonly component_type: ComponentType
  readonly id: number
  readonly values?: readonly string[]
}

/** Finds the button or select that a person used, and checks that it accepts this use. */
export function componentData(
  message: StoredMessage,
  customId: string,
  values: readonly string[],
  resolver: Resolver,
): ComponentData {
  let index = 0
  for (const { component } of everyComponent(message.components)) {
    index += 1
    if (!('custom_id' in component) || component.custom_id !== customId) continue
    if (component.disabled) throw new RefusedAction('This is disabled.', { customId })
    const base = { custom_id: customId, component_type: component.type, id: component.id ?? index }
    if (component.type === ComponentType.Button) {
      checkPressable(component)
      return base
    }
    return { ...base, values: checkSelection(component, values, resolver) }
  }
  throw new RefusedAction('This message has no such button or menu.', { customId })
}

function checkPressable(button: Button): void {
  if (button.style === ButtonStyle.Link || button.style === ButtonStyle.Premium) {
    throw new RefusedAction('This button opens a link outside of the channel.')
  }
}

/** Also used for selects in modals, where an optional one may be empty. */
export function checkSelection(
  select: Select,
  values: readonly string[],
  resolver: Resolver,
  mayBeEmpty = false,
): readonly string[] {
  const empty = mayBeEmpty && values.length === 0
  if (!empty && (values.length < select.min_values || values.length > select.max_values)) {
    throw new RefusedAction(`Choose ${select.min_values} to ${select.max_values}.`, { values })
  }
  if (new Set(values).size !== values.length) throw new RefusedAction('Choose each only once.', { values })
  for (const value of values) {
    switch (select.type) {
      case ComponentType.StringSelect:
        if (!select.options.some((option) => option.value === value)) {
          throw new RefusedAction(`"${value}" is not offered.`, { value })
        }
        break
      case ComponentType.UserSelect:
        resolver.user(value)
        break
      case ComponentType.RoleSelect:
        resolver.role(value)
        break
      case ComponentType.MentionableSelect:
        resolver.mentionable(value)
        break
      case ComponentType.ChannelSelect:
        resolver.channel(value, select.channel_types)
        break
    }
  }
  return values
}

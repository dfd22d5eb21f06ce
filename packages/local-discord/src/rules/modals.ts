import { ComponentType, TextInputStyle } from 'discord-api-types/v10'
import { z } from 'zod'
import { textOf } from './text.ts'
import type { FieldFault } from '../discord-error.ts'
import { refuse } from '../discord-error.ts'
import {
  channelSelect,
  mentionableSelect,
  roleSelect,
  stringSelect,
  textDisplay,
  userSelect,
} from './component-shapes.ts'
import { checkSelect } from './components.ts'
import { parseForm, withoutNulls } from './form.ts'

/**
 * Modals as a bot sends them.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal
 */
const id = z.int().min(0).max(2_147_483_647).exactOptional()
const customId = textOf(1, 100)
const MAX_MODAL_COMPONENTS = 5

const textInput = z.object({
  type: z.literal(ComponentType.TextInput),
  id,
  custom_id: customId,
  style: z.enum(TextInputStyle),
  /** Only inside an action row. A label component has its own. */
  label: textOf(1, 45).exactOptional(),
  min_length: z.int().min(0).max(4000).exactOptional(),
  max_length: z.int().min(1).max(4000).exactOptional(),
  required: z.boolean().default(true),
  value: textOf(0, 4000).exactOptional(),
  placeholder: textOf(0, 100).exactOptional(),
})

const fileUpload = z.object({
  type: z.literal(ComponentType.FileUpload),
  id,
  custom_id: customId,
  min_values: z.int().min(0).max(10).default(1),
  max_values: z.int().min(1).max(10).default(1),
  required: z.boolean().default(true),
  file_types: z
    .array(z.union([z.enum(['audio', 'image', 'video']), z.templateLiteral(['.', z.string()])]))
    .max(10)
    .exactOptional(),
})

const groupOption = z.object({
  value: textOf(1, 100),
  label: textOf(1, 100),
  description: textOf(0, 100).exactOptional(),
  default: z.boolean().exactOptional(),
})

const radioGroup = z.object({
  type: z.literal(ComponentType.RadioGroup),
  id,
  custom_id: customId,
  options: z.array(groupOption).min(2).max(10),
  required: z.boolean().default(true),
})

const checkboxGroup = z.object({
  type: z.literal(ComponentType.CheckboxGroup),
  id,
  custom_id: customId,
  options: z.array(groupOption).min(1).max(10),
  min_values: z.int().min(0).max(10).exactOptional(),
  max_values: z.int().min(1).max(10).exactOptional(),
  required: z.boolean().default(true),
})

const checkbox = z.object({
  type: z.literal(ComponentType.Checkbox),
  id,
  custom_id: customId,
  default: z.boolean().exactOptional(),
})

const inLabel = z.discriminatedUnion('type', [
  textInput,
  stringSelect,
  userSelect,
  roleSelect,
  mentionableSelect,
  channelSelect,
  fileUpload,
  radioGroup,
  checkboxGroup,
  checkbox,
])

const label = z.object({
  type: z.literal(ComponentType.Label),
  id,
  label: textOf(1, 45),
  description: textOf(0, 100).exactOptional(),
  component: inLabel,
})

const row = z.object({ type: z.literal(ComponentType.ActionRow), id, components: z.array(textInput).length(1) })

const modal = z.object({
  custom_id: customId,
  title: textOf(1, 45),
  components: z
    .array(z.discriminatedUnion('type', [label, row, textDisplay]))
    .min(1)
    .max(MAX_MODAL_COMPONENTS),
})

export type ModalForm = z.output<typeof modal>
export type ModalField = z.output<typeof inLabel>

export function readModal(json: unknown): ModalForm {
  const form = parseForm(modal, withoutNulls(json ?? {}), ['data'])
  refuse(checkModal(form))
  return form
}

/** The fields a person fills in, with their paths. */
export function* modalFields(form: ModalForm): Generator<{ field: ModalField; path: readonly (string | number)[] }> {
  for (const [index, component] of form.components.entries()) {
    const path = ['data', 'components', index]
    if (component.type === ComponentType.Label) yield { field: component.component, path: [...path, 'component'] }
    if (component.type === ComponentType.ActionRow) {
      for (const [at, field] of component.components.entries()) yield { field, path: [...path, 'components', at] }
    }
  }
}

function checkModal(form: ModalForm): FieldFault[] {
  const faults: FieldFault[] = []
  const seen = new Set<string>()
  for (const { field, path } of modalFields(form)) {
    if (seen.has(field.custom_id)) {
      faults.push({
        path: [...path, 'custom_id'],
        code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
        message: 'Component custom id cannot be duplicated',
      })
    }
    seen.add(field.custom_id)
    faults.push(...checkField(field, path))
  }
  for (const [index, component] of form.components.entries()) {
    const path = ['data', 'components', index]
    if (component.type === ComponentType.ActionRow && component.components[0]?.label === undefined) {
      faults.push({
        path: [...path, 'components', 0, 'label'],
        code: 'BASE_TYPE_REQUIRED',
        message: 'This field is required',
      })
    }
    if (component.type === ComponentType.Label && 'label' in component.component) {
      faults.push({
        path: [...path, 'component', 'label'],
        code: 'COMPONENT_LABEL_NOT_ALLOWED',
        message: 'A text input inside a label cannot have a label of its own',
      })
    }
  }
  return faults
}

function checkField(field: ModalField, path: readonly (string | number)[]): FieldFault[] {
  switch (field.type) {
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return [
        ...checkSelect(field, path),
        ...(field.disabled
          ? [
              {
                path: [...path, 'disabled'],
                code: 'COMPONENT_DISABLED_IN_MODAL',
                message: 'Selects in modals cannot be disabled',
              },
            ]
          : []),
      ]
    case ComponentType.RadioGroup:
    case ComponentType.CheckboxGroup:
      return checkOptions(field.options, path)
    case ComponentType.TextInput:
    case ComponentType.FileUpload: {
      const [low, high, name] =
        field.type === ComponentType.TextInput
          ? [field.min_length ?? 0, field.max_length ?? 4000, 'min_length']
          : [field.min_values, field.max_values, 'min_values']
      return low > high
        ? [
            {
              path: [...path, name],
              code: 'COMPONENT_MIN_GREATER_THAN_MAX',
              message: 'The minimum cannot be greater than the maximum',
            },
          ]
        : []
    }
    case ComponentType.Checkbox:
      return []
  }
}

function checkOptions(
  options: readonly { readonly value: string }[],
  path: readonly (string | number)[],
): FieldFault[] {
  const seen = new Set<string>()
  return options.flatMap(({ value }, index) => {
    const again = seen.has(value)
    seen.add(value)
    return again
      ? [
          {
            path: [...path, 'options', index, 'value'],
            code: 'COMPONENT_OPTION_VALUE_DUPLICATED',
            message: 'The specified option value is already used',
          },
        ]
      : []
  })
}

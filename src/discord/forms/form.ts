import {
  type Attachment,
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ChannelType,
  ComponentType,
  type ModalSubmitInteraction,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js'
import { customId } from '../components/custom-id.ts'
import { pictureTypes } from '../components/picture-types.ts'
import { clip, firstOf } from '../components/text.ts'

/** A field of a form: a text, one or several of a few choices, ids from one of Discord's own pickers, or a picture. */
export type Field = {
  readonly id: string
  /** At most 45 characters. */
  readonly label: string
  /** At most 100 characters. */
  readonly hint?: string
} & (
  | {
      readonly kind: 'text'
      readonly long?: boolean
      readonly value?: string
      readonly maxLength: number
      readonly required?: boolean
    }
  | {
      readonly kind: 'choice'
      readonly choices: readonly { readonly label: string; readonly value: string }[]
      readonly value?: string
    }
  | {
      readonly kind: 'choices'
      readonly choices: readonly { readonly label: string; readonly value: string }[]
      readonly values: readonly string[]
    }
  | {
      readonly kind: 'pick'
      readonly of: keyof typeof pickers
      /** How many can be picked. */
      readonly maxPicked: number
      /** The ids that are picked when the form opens. */
      readonly values: readonly string[]
    }
  | { readonly kind: 'picture' }
)

/** Discord's own pickers. Pictures and messages go into channels that hold text. */
const pickers = {
  channel: { type: ComponentType.ChannelSelect, default: SelectMenuDefaultValueType.Channel },
  role: { type: ComponentType.RoleSelect, default: SelectMenuDefaultValueType.Role },
  person: { type: ComponentType.UserSelect, default: SelectMenuDefaultValueType.User },
} as const

const textChannels = [ChannelType.GuildText, ChannelType.GuildAnnouncement]

/** A form of one to five fields. `action` and `job` name it in its custom id. */
export function form(options: {
  readonly action: string
  readonly job: string
  /** The last part of its custom id. Default: none. */
  readonly argument?: string
  readonly title: string
  readonly fields: readonly Field[]
  /** The answer goes to the channel, although the form was opened from a private message. Default: false. */
  readonly inChannel?: boolean
}): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customId(options.action, options.job, options.argument, options.inChannel),
    title: clip(options.title, 45),
    components: options.fields.map(label),
  }
}

function label(field: Field): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: clip(field.label, 45),
    ...(field.hint === undefined ? {} : { description: clip(field.hint, 100) }),
    component: componentOf(field),
  }
}

function componentOf(field: Field): APIComponentInLabel {
  const optional = { custom_id: field.id, required: false, min_values: 0 } as const
  switch (field.kind) {
    case 'picture':
      return { ...optional, type: ComponentType.FileUpload, max_values: 1, file_types: [...pictureTypes] }
    case 'choice':
    case 'choices': {
      const chosen = field.kind === 'choice' ? [field.value] : field.values
      return {
        ...optional,
        type: ComponentType.StringSelect,
        max_values: field.kind === 'choice' ? 1 : field.choices.length,
        options: field.choices.map((choice) => ({ ...choice, default: chosen.includes(choice.value) })),
      }
    }
    case 'pick': {
      const { type, default: kind } = pickers[field.of]
      const values = field.values.map((id) => ({ id, type: kind }))
      const picked = {
        ...optional,
        type,
        max_values: field.maxPicked,
        ...(values.length > 0 && { default_values: values }),
      }
      // The type of the default values follows from the picker's.
      return (field.of === 'channel' ? { ...picked, channel_types: textChannels } : picked) as APIComponentInLabel
    }
    case 'text':
      return {
        type: ComponentType.TextInput,
        custom_id: field.id,
        style: field.long === true ? TextInputStyle.Paragraph : TextInputStyle.Short,
        max_length: Math.min(4000, field.maxLength),
        required: field.required === true,
        ...(field.value === undefined || field.value === '' ? {} : { value: firstOf(field.value, field.maxLength) }),
      }
    default:
      return field satisfies never
  }
}

/** The values that were filled in, by field. Empty fields are left out. */
export function filledIn(interaction: ModalSubmitInteraction): Readonly<Record<string, string>> {
  const values = [...interaction.fields.fields.values()].map((field): readonly [string, string] => {
    if (field.type === ComponentType.TextInput) return [field.customId, field.value.trim()]
    if (field.type === ComponentType.StringSelect) return [field.customId, field.values[0] ?? '']
    return [field.customId, '']
  })
  return Object.fromEntries(values.filter(([, value]) => value !== ''))
}

/** What was chosen in the menus of the form, by field: values or ids. */
export function chosenIn(interaction: ModalSubmitInteraction): Readonly<Record<string, readonly string[]>> {
  const chosen = [...interaction.fields.fields.values()].flatMap((field) =>
    'values' in field ? [[field.customId, field.values] as const] : [],
  )
  return Object.fromEntries(chosen)
}

/** The picture that was uploaded into a field of the form, if one was. */
export function uploaded(interaction: ModalSubmitInteraction, id: string): Attachment | undefined {
  return interaction.fields.fields.has(id) ? interaction.fields.getUploadedFiles(id)?.first() : undefined
}

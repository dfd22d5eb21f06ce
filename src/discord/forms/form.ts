import {
  type Attachment,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js'
import { customId } from '../components/custom-id.ts'
import { clip, firstOf } from '../components/text.ts'

/** A field of a form: a text, one of a few choices, or a picture. */
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
  | { readonly kind: 'picture' }
)

/** A form of one to five fields. `action` and `job` name it in its custom id. */
export function form(options: {
  readonly action: string
  readonly job: string
  readonly title: string
  readonly fields: readonly Field[]
  /** The answer goes to the channel, although the form was opened from a private message. Default: false. */
  readonly inChannel?: boolean
}): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customId(options.action, options.job, '', options.inChannel),
    title: clip(options.title, 45),
    components: options.fields.map(label),
  }
}

function label(field: Field): APILabelComponent {
  const shared = {
    type: ComponentType.Label,
    label: clip(field.label, 45),
    ...(field.hint === undefined ? {} : { description: clip(field.hint, 100) }),
  } as const
  if (field.kind === 'picture') {
    return {
      ...shared,
      component: {
        type: ComponentType.FileUpload,
        custom_id: field.id,
        required: false,
        min_values: 0,
        max_values: 1,
        file_types: ['image'],
      },
    }
  }
  if (field.kind === 'choice') {
    return {
      ...shared,
      component: {
        type: ComponentType.StringSelect,
        custom_id: field.id,
        required: false,
        min_values: 0,
        max_values: 1,
        options: field.choices.map((choice) => ({ ...choice, default: choice.value === field.value })),
      },
    }
  }
  return {
    ...shared,
    component: {
      type: ComponentType.TextInput,
      custom_id: field.id,
      style: field.long === true ? TextInputStyle.Paragraph : TextInputStyle.Short,
      max_length: Math.min(4000, field.maxLength),
      required: field.required === true,
      ...(field.value === undefined || field.value === '' ? {} : { value: firstOf(field.value, field.maxLength) }),
    },
  }
}

/** What was filled in, by field. Empty fields are left out. */
export function filledIn(interaction: ModalSubmitInteraction): Readonly<Record<string, string>> {
  const values = [...interaction.fields.fields.values()].map((field): readonly [string, string] => {
    if (field.type === ComponentType.TextInput) return [field.customId, field.value.trim()]
    if (field.type === ComponentType.StringSelect) return [field.customId, field.values[0] ?? '']
    return [field.customId, '']
  })
  return Object.fromEntries(values.filter(([, value]) => value !== ''))
}

/** The picture that was uploaded into a field of the form, if one was. */
export function uploaded(interaction: ModalSubmitInteraction, id: string): Attachment | undefined {
  return interaction.fields.fields.has(id) ? interaction.fields.getUploadedFiles(id)?.first() : undefined
}

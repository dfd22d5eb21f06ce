import { ComponentType } from 'discord-api-types/v10'
import { fitsFileTypes, type LocalField } from '../page-protocol.ts'
import type { Upload } from '../rules/attachments.ts'
import { codePoints } from '../rules/text.ts'
import type { ModalField, ModalForm } from '../rules/modals.ts'
import { checkSelection } from './component-data.ts'
import { RefusedAction } from '../refused-action.ts'
import type { Resolver } from './resolver.ts'

/** Checks what a person filled in, and converts it to modal submission data. */
export function modalData(
  modal: ModalForm,
  given: readonly LocalField[],
  uploads: readonly Upload[],
  resolver: Resolver,
): readonly unknown[] {
  let id = 0
  return modal.components.map((component) => {
    id += 1
    if (component.type === ComponentType.TextDisplay) return { type: component.type, id: component.id ?? id }
    const own = component.id ?? id
    id += 1
    if (component.type === ComponentType.Label) {
      const field = submit(component.component, id, given, uploads, resolver)
      return { type: component.type, id: own, component: field }
    }
    const components = component.components.map((field) => submit(field, id, given, uploads, resolver))
    return { type: component.type, id: own, components }
  })
}

function submit(
  field: ModalField,
  number: number,
  given: readonly LocalField[],
  uploads: readonly Upload[],
  resolver: Resolver,
) {
  const entry = given.find(({ customId }) => customId === field.custom_id)
  const base = { type: field.type, id: field.id ?? number, custom_id: field.custom_id }
  const values = entry?.values ?? (typeof entry?.value === 'string' && entry.value !== '' ? [entry.value] : [])
  const missing = () => new RefusedAction('Fill in this field.', { customId: field.custom_id })
  switch (field.type) {
    case ComponentType.TextInput: {
      const value = typeof entry?.value === 'string' ? entry.value : (entry?.values?.[0] ?? field.value ?? '')
      const { min_length: min = 0, max_length: max = 4000 } = field
      if (field.required && value === '') throw missing()
      const length = codePoints(value)
      if (value !== '' && (length < min || length > max)) {
        throw new RefusedAction(`Write ${min} to ${max} characters.`, { customId: field.custom_id })
      }
      return { ...base, value }
    }
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return { ...base, values: checkSelection(field, values, resolver, field.required === false) }
    case ComponentType.RadioGroup: {
      const chosen = values[0] ?? null
      if (chosen === null && field.required) throw missing()
      if (chosen !== null) checkOffered(field.options, [chosen])
      return { ...base, value: chosen }
    }
    case ComponentType.CheckboxGroup: {
      const low = field.min_values ?? (field.required ? 1 : 0)
      const high = field.max_values ?? field.options.length
      if (values.length > high || (values.length < low && (field.required || values.length > 0))) throw missing()
      checkOffered(field.options, values)
      return { ...base, values }
    }
    case ComponentType.Checkbox:
      return { ...base, value: entry?.value === true || entry?.value === 'true' }
    case ComponentType.FileUpload: {
      const files = (entry?.files ?? []).map((index) => uploads.find(({ key }) => key === String(index)))
      if (
        files.length > field.max_values ||
        (files.length < field.min_values && (field.required || files.length > 0))
      ) {
        throw new RefusedAction(`Attach ${field.min_values} to ${field.max_values} files.`, {
          customId: field.custom_id,
        })
      }
      const bad = files.find((file) => file !== undefined && !fitsFileTypes(file.filename, field.file_types))
      if (bad !== undefined) throw new RefusedAction(`"${bad.filename}" does not have one of the accepted file types.`)
      return { ...base, values: files.map((file) => resolver.attach(file)) }
    }
  }
}

function checkOffered(options: readonly { readonly value: string }[], values: readonly string[]): void {
  const odd = values.find((value) => !options.some((option) => option.value === value))
  if (odd !== undefined) throw new RefusedAction(`"${odd}" is not offered.`, { value: odd })
}

import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10'
import { ComponentType } from 'discord-api-types/v10'
import type { LocalField } from '../page-protocol.ts'
import type { Upload } from '../rules/attachments.ts'
import { type TestFile, isFile } from './file.ts'
import type { FieldValue, Reply, TestModal, TestPerson } from './actors.ts'

interface Field {
  readonly customId: string
  readonly label: string
}

export class OpenForm implements TestModal {
  readonly raw: APIModalInteractionResponseCallbackData
  readonly #id: string
  readonly #channelId: string
  readonly #person: TestPerson
  readonly #filled: Readonly<Record<string, FieldValue>>

  constructor(
    raw: APIModalInteractionResponseCallbackData,
    place: { readonly id: string; readonly channelId: string; readonly person: TestPerson },
    filled: Readonly<Record<string, FieldValue>> = {},
  ) {
    this.raw = raw
    this.#id = place.id
    this.#channelId = place.channelId
    this.#person = place.person
    this.#filled = filled
  }

  get title(): string {
    return this.raw.title
  }

  get fields(): readonly Field[] {
    return this.raw.components.flatMap((component): Field[] => {
      if (component.type === ComponentType.Label) {
        return [{ customId: component.component.custom_id, label: component.label }]
      }
      if (component.type !== ComponentType.ActionRow) return []
      return component.components.flatMap((field) =>
        'custom_id' in field ? [{ customId: field.custom_id, label: 'label' in field ? (field.label ?? '') : '' }] : [],
      )
    })
  }

  fill(values: Readonly<Record<string, FieldValue>>): TestModal {
    const byId = Object.entries(values).map(([name, value]) => {
      const field = this.fields.find(({ customId, label }) => customId === name || label === name)
      if (field === undefined) {
        throw new Error(
          `the form has no "${name}", only: ${this.fields.map(({ label, customId }) => `${label} (${customId})`).join(', ')}`,
        )
      }
      return [field.customId, value] as const
    })
    return new OpenForm(
      this.raw,
      { id: this.#id, channelId: this.#channelId, person: this.#person },
      { ...this.#filled, ...Object.fromEntries(byId) },
    )
  }

  submit(): Promise<Reply> {
    const uploads: Upload[] = []
    const attach = ({ filename, bytes }: TestFile) => uploads.push({ key: String(uploads.length), filename, bytes }) - 1
    const fields = Object.entries(this.#filled).map(([customId, value]): LocalField => {
      if (typeof value === 'string' || typeof value === 'boolean') return { customId, value }
      if (isFile(value)) return { customId, files: [attach(value)] }
      const files = value.filter(isFile)
      if (files.length > 0) return { customId, files: files.map(attach) }
      return { customId, values: value.filter((one) => typeof one === 'string') }
    })
    return this.#person.submit(this.#channelId, this.#id, fields, uploads)
  }
}

import { type APIMessageTopLevelComponent, ComponentType, MessageFlags } from 'discord-api-types/v10'
import type { LocalMessage } from '../page-protocol.ts'
import type { Control, Reply, TestAttachment, TestMessage, TestPerson } from './actors.ts'

export class MessageSnapshot implements TestMessage {
  readonly raw: LocalMessage
  readonly #person: TestPerson

  constructor(raw: LocalMessage, person: TestPerson) {
    this.raw = raw
    this.#person = person
  }

  get id(): string {
    return this.raw.id
  }

  get channelId(): string {
    return this.raw.channel_id
  }

  get content(): string {
    return this.raw.content
  }

  get text(): string {
    const embeds = this.raw.embeds.flatMap(({ title, description, fields }) => [
      title,
      description,
      ...(fields ?? []).map(({ name, value }) => `${name}: ${value}`),
    ])
    return [this.raw.content, ...embeds, ...texts(this.raw.components ?? [])].filter(Boolean).join('\n')
  }

  get ephemeral(): boolean {
    return ((this.raw.flags ?? 0) & MessageFlags.Ephemeral) !== 0
  }

  get loading(): boolean {
    return this.raw.loading === true
  }

  get v2(): boolean {
    return ((this.raw.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0
  }

  get controls(): readonly Control[] {
    return controls(this.raw.components ?? [])
  }

  get buttons(): readonly string[] {
    return this.controls.filter(({ type }) => type === ComponentType.Button).map(({ label }) => label)
  }

  now(): TestMessage | null {
    return this.#person.see(this.channelId, this.id)
  }

  as(person: TestPerson): TestMessage {
    return new MessageSnapshot(this.raw, person)
  }

  async press(button: string): Promise<Reply> {
    const found = this.#control(button, ComponentType.Button)
    return this.#person.use(this, found.customId, [])
  }

  async select(select: string, values: readonly string[]): Promise<Reply> {
    return this.#person.use(this, this.#control(select).customId, values)
  }

  async attachments(): Promise<readonly TestAttachment[]> {
    return Promise.all(
      this.raw.attachments.map(async (attachment) => {
        const response = await fetch(attachment.url)
        if (!response.ok) throw new Error(`${attachment.url}: ${response.status}`)
        return {
          filename: attachment.filename,
          description: attachment.description ?? null,
          contentType: attachment.content_type ?? null,
          url: attachment.url,
          size: attachment.size,
          bytes: new Uint8Array(await response.arrayBuffer()),
        }
      }),
    )
  }

  #control(name: string, type?: ComponentType): Control {
    const fitting = this.controls.filter((control) => type === undefined || control.type === type)
    const found =
      fitting.find(({ customId }) => customId === name) ??
      fitting.find(({ label }) => label === name) ??
      fitting.find(({ label }) => label.endsWith(name))
    if (found !== undefined) return found
    throw new Error(
      `the message has no "${name}", only: ${fitting.map(({ label, customId }) => `${label} (${customId})`).join(', ')}`,
    )
  }
}

function controls(components: readonly APIMessageTopLevelComponent[]): Control[] {
  return components.flatMap((component): Control[] => {
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the others need nothing
    switch (component.type) {
      case ComponentType.Container:
        return controls(component.components)
      case ComponentType.ActionRow:
        return component.components.flatMap((child) => control(child))
      case ComponentType.Section:
        return control(component.accessory)
      default:
        return []
    }
  })
}

function control(component: { readonly type: ComponentType } & object): Control[] {
  if (!('custom_id' in component) || typeof component.custom_id !== 'string') return []
  const label = 'label' in component ? component.label : 'placeholder' in component ? component.placeholder : undefined
  const emoji = 'emoji' in component && typeof component.emoji === 'object' ? component.emoji : null
  const face = emoji !== null && 'name' in emoji ? String(emoji.name) : ''
  return [
    {
      type: component.type,
      customId: component.custom_id,
      label: typeof label === 'string' ? label : face,
      disabled: 'disabled' in component && component.disabled === true,
    },
  ]
}

function texts(components: readonly APIMessageTopLevelComponent[]): string[] {
  return components.flatMap((component): string[] => {
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the others need nothing
    switch (component.type) {
      case ComponentType.TextDisplay:
        return [component.content]
      case ComponentType.Container:
        return texts(component.components)
      case ComponentType.Section:
        return texts(component.components)
      default:
        return []
    }
  })
}

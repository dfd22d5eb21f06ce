import {
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  type APISectionAccessoryComponent,
  type APITextDisplayComponent,
  type APIUnfurledMediaItem,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10'
import type {
  ActionRow,
  AnyComponent,
  Button,
  Section,
  Select,
  TextDisplay,
  Thumbnail,
  TopLevel,
} from '../rules/component-shapes.ts'

/** Turns the address that the bot sent (`attachment://…` or a link) into the media item of the answer. */
type ResolveMedia = (url: string) => APIUnfurledMediaItem & { readonly filename: string; readonly size: number }

/** Components as the API shows them: numbered, with defaults filled in and media resolved. */
export function serializeComponents(
  components: readonly TopLevel[],
  resolve: ResolveMedia,
): APIMessageTopLevelComponent[] {
  const nextId = numbering(components)
  return components.map((component) => serializeTopLevel(component, resolve, nextId))
}

/** Assigns free ids in the order of the components, as Discord does. */
function numbering(components: readonly TopLevel[]): (own: number | undefined) => number {
  const taken = new Set<number>()
  const collect = (component: AnyComponent): void => {
    if (component.id) taken.add(component.id)
    if ('components' in component) component.components.forEach(collect)
    if ('accessory' in component) collect(component.accessory)
  }
  components.forEach(collect)
  let last = 0
  return (own) => {
    if (own) return own
    do last += 1
    while (taken.has(last))
    return last
  }
}

type NextId = (own: number | undefined) => number

function serializeTopLevel(
  component: TopLevel,
  resolve: ResolveMedia,
  nextId: NextId,
): Exclude<APIMessageTopLevelComponent, { type: ComponentType.Thumbnail }> {
  if (component.type !== ComponentType.Container) return serializeInContainer(component, resolve, nextId)
  return {
    type: component.type,
    id: nextId(component.id),
    accent_color: component.accent_color ?? null,
    spoiler: component.spoiler,
    components: component.components.map((child) => serializeInContainer(child, resolve, nextId)),
  }
}

function serializeInContainer(
  component: Exclude<TopLevel, { type: ComponentType.Container }>,
  resolve: ResolveMedia,
  nextId: NextId,
): APIComponentInContainer {
  switch (component.type) {
    case ComponentType.ActionRow:
      return serializeRow(component, nextId)
    case ComponentType.Section:
      return serializeSection(component, resolve, nextId)
    case ComponentType.TextDisplay:
      return serializeText(component, nextId)
    case ComponentType.Separator:
      return { ...component, id: nextId(component.id) }
    case ComponentType.File: {
      const { filename, size, ...file } = resolve(component.file.url)
      return { type: component.type, id: nextId(component.id), file, spoiler: component.spoiler, name: filename, size }
    }
    case ComponentType.MediaGallery:
      return {
        type: component.type,
        id: nextId(component.id),
        items: component.items.map((item) => ({
          media: withoutFile(resolve(item.media.url)),
          description: item.description ?? null,
          spoiler: item.spoiler,
        })),
      }
  }
}

function withoutFile({ filename: _name, size: _size, ...media }: ReturnType<ResolveMedia>): APIUnfurledMediaItem {
  return media
}

function serializeRow(row: ActionRow, nextId: NextId) {
  return {
    type: row.type,
    id: nextId(row.id),
    components: row.components.map((child) => serializeInRow(child, nextId)),
  }
}

function serializeInRow(component: Button | Select, nextId: NextId): APIComponentInMessageActionRow {
  if (component.type === ComponentType.Button) return serializeButton(component, nextId)
  const { required: _modalOnly, ...select } = component
  return { ...select, id: nextId(component.id) }
}

function serializeButton(button: Button, nextId: NextId): APIButtonComponent {
  const id = nextId(button.id)
  const { type, disabled } = button
  const face = {
    ...(button.label === undefined ? {} : { label: button.label }),
    ...(button.emoji === undefined ? {} : { emoji: button.emoji }),
  }
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the others need nothing
  switch (button.style) {
    case ButtonStyle.Link:
      return { type, id, disabled, style: button.style, url: button.url ?? '', ...face }
    case ButtonStyle.Premium:
      return { type, id, disabled, style: button.style, sku_id: button.sku_id ?? '' }
    default:
      return { type, id, disabled, style: button.style, custom_id: button.custom_id ?? '', ...face }
  }
}

function serializeText(text: TextDisplay, nextId: NextId): APITextDisplayComponent {
  return { ...text, id: nextId(text.id) }
}

function serializeSection(section: Section, resolve: ResolveMedia, nextId: NextId) {
  return {
    type: section.type,
    id: nextId(section.id),
    components: section.components.map((text) => serializeText(text, nextId)),
    accessory: serializeAccessory(section.accessory, resolve, nextId),
  }
}

function serializeAccessory(
  accessory: Button | Thumbnail,
  resolve: ResolveMedia,
  nextId: NextId,
): APISectionAccessoryComponent {
  if (accessory.type === ComponentType.Button) return serializeButton(accessory, nextId)
  return {
    type: accessory.type,
    id: nextId(accessory.id),
    media: withoutFile(resolve(accessory.media.url)),
    description: accessory.description ?? null,
    spoiler: accessory.spoiler,
  }
}

import { ButtonStyle, ComponentType, MessageFlags } from 'discord-api-types/v10'
import { z } from 'zod'
import type { FieldFault } from '../discord-error.ts'
import {
  type AnyComponent,
  type Button,
  type Select,
  type TopLevel,
  legacyTopLevel,
  topLevel,
} from './component-shapes.ts'
import { parseForm, withoutNulls } from './form.ts'
import { codePoints } from './text.ts'

type Path = readonly (string | number)[]
interface Placed {
  readonly component: AnyComponent
  readonly path: Path
}

const MAX_COMPONENTS = 40
const MAX_TEXT = 4000
const MAX_ROWS = 5

/**
 * Reads a message's components. Without the flag only action rows are allowed, at most five.
 * https://docs.discord.com/developers/components/reference#what-is-a-component
 */
export function parseComponents(json: unknown, v2: boolean): readonly TopLevel[] {
  const at = ['components']
  const clean = withoutNulls(json)
  if (v2) return parseForm(z.array(topLevel).max(MAX_COMPONENTS), clean, at)
  return parseForm(z.array(legacyTopLevel).max(MAX_ROWS), clean, at)
}

/** Every component of a message with its path, parents before children. */
export function* everyComponent(components: readonly AnyComponent[], path: Path = ['components']): Generator<Placed> {
  for (const [index, component] of components.entries()) yield* within(component, [...path, index])
}

function* within(component: AnyComponent, path: Path): Generator<Placed> {
  yield { component, path }
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the others need nothing
  switch (component.type) {
    case ComponentType.ActionRow:
    case ComponentType.Container:
      yield* everyComponent(component.components, [...path, 'components'])
      break
    case ComponentType.Section:
      yield* everyComponent(component.components, [...path, 'components'])
      yield* within(component.accessory, [...path, 'accessory'])
      break
    default:
  }
}

/** Every media address in the components, with its path. */
function* everyMedia(components: readonly TopLevel[]): Generator<{ url: string; path: Path }> {
  for (const { component, path } of everyComponent(components)) {
    if (component.type === ComponentType.Thumbnail) yield { url: component.media.url, path: [...path, 'media', 'url'] }
    if (component.type === ComponentType.File) yield { url: component.file.url, path: [...path, 'file', 'url'] }
    if (component.type === ComponentType.MediaGallery) {
      for (const [index, item] of component.items.entries()) {
        yield { url: item.media.url, path: [...path, 'items', index, 'media', 'url'] }
      }
    }
  }
}

/** Rules that span several fields or components: totals, unique ids, rows, buttons, selects and referenced files. */
export function checkComponents(components: readonly TopLevel[], filenames: ReadonlySet<string>): FieldFault[] {
  const placed = [...everyComponent(components)]
  return [
    ...totals(placed),
    ...uniqueIds(placed),
    ...placed.flatMap(({ component, path }) => own(component, path)),
    ...[...everyMedia(components)].flatMap(({ url, path }) => checkMedia(url, filenames, path)),
  ]
}

function totals(placed: readonly Placed[]): FieldFault[] {
  const faults: FieldFault[] = []
  if (placed.length > MAX_COMPONENTS) {
    faults.push({
      path: ['components'],
      code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      message: `The total number of components cannot exceed ${MAX_COMPONENTS}.`,
    })
  }
  const text = placed.reduce(
    (sum, { component }) => sum + (component.type === ComponentType.TextDisplay ? codePoints(component.content) : 0),
    0,
  )
  if (text > MAX_TEXT) {
    faults.push({
      path: ['components'],
      code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      message: `The total displayable text size exceeds the maximum size of ${MAX_TEXT}.`,
    })
  }
  return faults
}

function uniqueIds(placed: readonly Placed[]): FieldFault[] {
  const custom = new Set<string>()
  const numeric = new Set<number>()
  const faults: FieldFault[] = []
  for (const { component, path } of placed) {
    if ('custom_id' in component && component.custom_id !== undefined) {
      if (custom.has(component.custom_id)) {
        faults.push({
          path: [...path, 'custom_id'],
          code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
          message: 'Component custom id cannot be duplicated',
        })
      }
      custom.add(component.custom_id)
    }
    if (component.id !== undefined && component.id !== 0) {
      if (numeric.has(component.id)) {
        faults.push({
          path: [...path, 'id'],
          code: 'COMPONENT_ID_DUPLICATED',
          message: 'Component id cannot be duplicated',
        })
      }
      numeric.add(component.id)
    }
  }
  return faults
}

function own(component: AnyComponent, path: Path): FieldFault[] {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the others need nothing
  switch (component.type) {
    case ComponentType.ActionRow: {
      const selects = component.components.filter((child) => child.type !== ComponentType.Button).length
      return selects > 0 && component.components.length > 1
        ? [
            {
              path,
              code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
              message: 'The specified component exceeds the maximum width',
            },
          ]
        : []
    }
    case ComponentType.Button:
      return checkButton(component, path)
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return checkSelect(component, path)
    default:
      return []
  }
}

/** https://docs.discord.com/developers/components/reference#button-button-structure */
function checkButton(button: Button, path: Path): FieldFault[] {
  const faults: FieldFault[] = []
  const required = (field: string) =>
    faults.push({ path: [...path, field], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' })
  const forbidden = (field: string, message: string) =>
    faults.push({ path: [...path, field], code: 'BUTTON_COMPONENT_INVALID_FIELD', message })
  if (button.style === ButtonStyle.Link) {
    if (button.url === undefined) required('url')
    else if (!/^(https?|discord):\/\//.test(button.url)) {
      faults.push({
        path: [...path, 'url'],
        code: 'URL_TYPE_INVALID_SCHEME',
        message: `Scheme must be one of ('http', 'https', 'discord').`,
      })
    }
    if (button.custom_id !== undefined) forbidden('custom_id', 'A custom id and url cannot both be specified')
  } else if (button.style === ButtonStyle.Premium) {
    if (button.sku_id === undefined) required('sku_id')
  } else {
    if (button.custom_id === undefined) required('custom_id')
    if (button.url !== undefined) forbidden('url', 'A custom id and url cannot both be specified')
  }
  if (button.style !== ButtonStyle.Premium && button.label === undefined && button.emoji === undefined) {
    faults.push({
      path,
      code: 'BUTTON_COMPONENT_MISSING_LABEL_OR_EMOJI',
      message: 'A button must have a label or an emoji',
    })
  }
  return faults
}

/** https://docs.discord.com/developers/components/reference#string-select-string-select-structure */
export function checkSelect(select: Select, path: Path): FieldFault[] {
  const faults: FieldFault[] = []
  if (select.min_values > select.max_values) {
    faults.push({
      path: [...path, 'min_values'],
      code: 'SELECT_COMPONENT_MIN_VALUES_GREATER_THAN_MAX',
      message: 'The minimum cannot be greater than the maximum',
    })
  }
  if (select.type !== ComponentType.StringSelect) return faults
  if (select.max_values > select.options.length) {
    faults.push({
      path: [...path, 'max_values'],
      code: 'SELECT_COMPONENT_MAX_VALUES_TOO_LARGE',
      message: 'The maximum cannot be greater than the number of options',
    })
  }
  const seen = new Set<string>()
  for (const [index, option] of select.options.entries()) {
    if (seen.has(option.value)) {
      faults.push({
        path: [...path, 'options', index, 'value'],
        code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        message: 'The specified option value is already used',
      })
    }
    seen.add(option.value)
  }
  return faults
}

function checkMedia(url: string, filenames: ReadonlySet<string>, path: Path): FieldFault[] {
  if (url.startsWith('attachment://')) {
    return filenames.has(url.slice('attachment://'.length))
      ? []
      : [
          {
            path,
            code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
            message: `The referenced attachment was not found: ${url}`,
          },
        ]
  }
  return /^https?:\/\//.test(url)
    ? []
    : [
        {
          path,
          code: 'URL_TYPE_INVALID_SCHEME',
          message: `Scheme must be one of ('http', 'https', 'attachment').`,
        },
      ]
}

export const isV2 = (flags: number): boolean => (flags & MessageFlags.IsComponentsV2) !== 0

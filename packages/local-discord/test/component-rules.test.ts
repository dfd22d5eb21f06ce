import { describe, expect, test } from 'vitest'
import { readNewMessage } from '#src/rules/message-draft.ts'
import { rejectionCodes } from './rejection-codes.ts'

const V2 = 32_768
const limits = { fileLimit: 1000, ephemeral: false }
const upload = (filename: string, key = '0') => ({ key, filename, bytes: new Uint8Array(3) })
const text = (content = 'x') => ({ type: 10, content })
const button = (more: object = {}) => ({ type: 2, style: 1, label: 'Go', custom_id: 'go', ...more })
const row = (...components: object[]) => ({ type: 1, components })
const gallery = (...urls: string[]) => ({ type: 12, items: urls.map((url) => ({ media: { url } })) })
const section = (more: object = {}) => ({ type: 9, components: [text()], accessory: button(), ...more })
const container = (...components: object[]) => ({ type: 17, components })
const select = (more: object = {}) => ({ type: 3, custom_id: 's', options: [{ label: 'A', value: 'a' }], ...more })

const v2 = (...components: object[]) => rejectionCodes(() => readNewMessage({ flags: V2, components }, [], limits))
const old = (...components: object[]) => rejectionCodes(() => readNewMessage({ content: 'x', components }, [], limits))

describe('Components V2', () => {
  test('accepts every kind of component', () => {
    const everything = [
      text(),
      section({ accessory: { type: 11, media: { url: 'https://example.org/a.png' }, description: 'a' } }),
      gallery('https://example.org/a.png'),
      { type: 14, divider: false, spacing: 2 },
      row(button(), button({ custom_id: 'b', emoji: { name: '🎲' } }), {
        type: 2,
        style: 5,
        label: 'Out',
        url: 'https://example.org',
      }),
      container(text(), section({ accessory: button({ custom_id: 'c' }) }), row(select())),
    ]
    expect(v2(...everything)).toEqual([])
  })

  test.each([
    ['nothing', [], ['50006']],
    ['41 components', Array.from({ length: 41 }, () => text()), ['components: BASE_TYPE_MAX_LENGTH']],
    [
      '41 components, nested',
      [container(...Array.from({ length: 40 }, () => text()))],
      ['components: COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED'],
    ],
    ['text of 4,001 characters', [text('x'.repeat(4001))], ['components.0.content: BASE_TYPE_MAX_LENGTH']],
    [
      'texts of 4,001 characters together',
      [text('x'.repeat(2000)), text('x'.repeat(2001))],
      ['components: COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED'],
    ],
    ['empty text', [text('')], ['components.0.content: BASE_TYPE_MIN_LENGTH']],
    ['a gallery of none', [gallery()], ['components.0.items: BASE_TYPE_MIN_LENGTH']],
    [
      'a gallery of eleven',
      [gallery(...Array.from({ length: 11 }, () => 'https://example.org'))],
      ['components.0.items: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'alt text of 1,025 characters',
      [{ type: 12, items: [{ media: { url: 'https://example.org' }, description: 'x'.repeat(1025) }] }],
      ['components.0.items.0.description: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a picture that was not sent',
      [gallery('attachment://no.png')],
      ['components.0.items.0.media.url: UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND'],
    ],
    [
      'a file from the web',
      [{ type: 13, file: { url: 'https://example.org' } }],
      ['components.0.file.url: STRING_TYPE_REGEX'],
    ],
    [
      'a picture of another scheme',
      [gallery('ftp://example.org')],
      ['components.0.items.0.media.url: URL_TYPE_INVALID_SCHEME'],
    ],
    [
      'a container in a container',
      [container(container(text()))],
      ['components.0.components.0.type: UNION_TYPE_CHOICES'],
    ],
    [
      'a section in a section',
      [section({ components: [section()] })],
      ['components.0.components.0.type: BASE_TYPE_CHOICES', 'components.0.components.0.content: BASE_TYPE_REQUIRED'],
    ],
    [
      'a section of four texts',
      [section({ components: [text(), text(), text(), text()] })],
      ['components.0.components: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a section without its accessory',
      [{ type: 9, components: [text()] }],
      ['components.0.accessory: BASE_TYPE_REQUIRED'],
    ],
    ['a button outside of a row', [button()], ['components.0.type: UNION_TYPE_CHOICES']],
    [
      'a text input in a message',
      [row({ type: 4, custom_id: 't', style: 1, label: 'x' })],
      ['components.0.components.0.type: UNION_TYPE_CHOICES'],
    ],
    ['a component of no kind', [{ type: 99 }], ['components.0.type: UNION_TYPE_CHOICES']],
    [
      'a custom id twice',
      [row(button()), container(row(button()))],
      ['components.1.components.0.components.0.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED'],
    ],
    [
      'a number twice',
      [
        { ...text(), id: 3 },
        { ...text(), id: 3 },
      ],
      ['components.1.id: COMPONENT_ID_DUPLICATED'],
    ],
    [
      'an accent that is no colour',
      [{ ...container(text()), accent_color: 0x1000000 }],
      ['components.0.accent_color: NUMBER_TYPE_MAX'],
    ],
  ])('%s is refused', (_name, components, faults) => {
    expect(v2(...components)).toEqual(faults)
  })

  test('content and embeds cannot be combined with it', () => {
    const body = { flags: V2, content: 'x', embeds: [{ title: 't' }], components: [text()] }
    expect(rejectionCodes(() => readNewMessage(body, [], limits))).toEqual([
      'content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      'embeds: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ])
  })

  test('a file is shown where a component names it, and alone makes no message', () => {
    const body = {
      flags: V2,
      components: [gallery('attachment://a.png'), { type: 13, file: { url: 'attachment://b.txt' } }],
    }
    expect(rejectionCodes(() => readNewMessage(body, [upload('a.png'), upload('b.txt', '1')], limits))).toEqual([])
    expect(rejectionCodes(() => readNewMessage({ flags: V2 }, [upload('a.png')], limits))).toEqual(['50006'])
    expect(rejectionCodes(() => readNewMessage({}, [upload('a.png')], limits))).toEqual([])
  })

  test('needs its flag', () => {
    expect(old(text())).toEqual(['components.0.type: UNION_TYPE_CHOICES'])
  })
})

describe('rows, buttons and selects', () => {
  test.each([
    [
      'six rows',
      Array.from({ length: 6 }, (_, index) => row(button({ custom_id: String(index) }))),
      ['components: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'six buttons',
      [row(...Array.from({ length: 6 }, (_, index) => button({ custom_id: String(index) })))],
      ['components.0.components: BASE_TYPE_MAX_LENGTH'],
    ],
    ['an empty row', [row()], ['components.0.components: BASE_TYPE_MIN_LENGTH']],
    [
      'two selects in a row',
      [row(select(), select({ custom_id: 't' }))],
      ['components.0: COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
    ],
    ['a select beside a button', [row(select(), button())], ['components.0: COMPONENT_LAYOUT_WIDTH_EXCEEDED']],
    [
      'a custom id of 101 characters',
      [row(button({ custom_id: 'x'.repeat(101) }))],
      ['components.0.components.0.custom_id: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a label of 81 characters',
      [row(button({ label: 'x'.repeat(81) }))],
      ['components.0.components.0.label: BASE_TYPE_MAX_LENGTH'],
    ],
    ['a button of no style', [row(button({ style: 9 }))], ['components.0.components.0.style: BASE_TYPE_CHOICES']],
    [
      'a button without a custom id',
      [row({ type: 2, style: 1, label: 'x' })],
      ['components.0.components.0.custom_id: BASE_TYPE_REQUIRED'],
    ],
    [
      'a button with neither label nor emoji',
      [row({ type: 2, style: 1, custom_id: 'x' })],
      ['components.0.components.0: BUTTON_COMPONENT_MISSING_LABEL_OR_EMOJI'],
    ],
    [
      'a link without an address',
      [row({ type: 2, style: 5, label: 'x' })],
      ['components.0.components.0.url: BASE_TYPE_REQUIRED'],
    ],
    [
      'a link with a custom id',
      [row(button({ style: 5, url: 'https://example.org' }))],
      ['components.0.components.0.custom_id: BUTTON_COMPONENT_INVALID_FIELD'],
    ],
    [
      '26 options',
      [row(select({ options: Array.from({ length: 26 }, (_, index) => ({ label: 'x', value: String(index) })) }))],
      ['components.0.components.0.options: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'an option twice',
      [
        row(
          select({
            options: [
              { label: 'x', value: 'a' },
              { label: 'y', value: 'a' },
            ],
          }),
        ),
      ],
      ['components.0.components.0.options.1.value: SELECT_COMPONENT_OPTION_VALUE_DUPLICATED'],
    ],
    [
      'more to choose than there is',
      [row(select({ max_values: 2 }))],
      ['components.0.components.0.max_values: SELECT_COMPONENT_MAX_VALUES_TOO_LARGE'],
    ],
    [
      'a minimum over the maximum',
      [row({ type: 5, custom_id: 'u', min_values: 3, max_values: 2 })],
      ['components.0.components.0.min_values: SELECT_COMPONENT_MIN_VALUES_GREATER_THAN_MAX'],
    ],
    [
      'a placeholder of 151 characters',
      [row(select({ placeholder: 'x'.repeat(151) }))],
      ['components.0.components.0.placeholder: BASE_TYPE_MAX_LENGTH'],
    ],
  ])('%s is refused', (_name, components, faults) => {
    expect(old(...components)).toEqual(faults)
  })
})

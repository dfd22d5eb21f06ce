import { describe, expect, test } from 'vitest'
import { readModal } from '#src/rules/modals.ts'
import { rejectionCodes } from './rejection-codes.ts'

const text = (content = 'x') => ({ type: 10, content })
const button = (more: object = {}) => ({ type: 2, style: 1, label: 'Go', custom_id: 'go', ...more })
const row = (...components: object[]) => ({ type: 1, components })
const select = (more: object = {}) => ({ type: 3, custom_id: 's', options: [{ label: 'A', value: 'a' }], ...more })

describe('modals', () => {
  const label = (component: object, more: object = {}) => ({ type: 18, label: 'L', component, ...more })
  const input = (more: object = {}) => ({ type: 4, custom_id: 'i', style: 1, ...more })
  const options = (count: number) => Array.from({ length: count }, (_, index) => ({ label: 'x', value: String(index) }))
  const modal = (components: readonly object[], more: object = {}) =>
    rejectionCodes(() => readModal({ custom_id: 'm', title: 'M', components, ...more }))

  test('accept every kind of field', () => {
    expect(
      modal([
        label(input()),
        label(select({ required: false })),
        label({ type: 19, custom_id: 'f', max_values: 10, file_types: ['image', '.zip'] }),
        text(),
      ]),
    ).toEqual([])
    expect(
      modal([
        label({ type: 21, custom_id: 'r', options: options(10) }),
        label({ type: 22, custom_id: 'g', options: options(10) }),
        label({ type: 23, custom_id: 'c' }),
      ]),
    ).toEqual([])
    expect(modal([row(input({ label: 'old' }))])).toEqual([])
  })

  test.each([
    ['no components', [], {}, ['data.components: BASE_TYPE_MIN_LENGTH']],
    [
      'six components',
      Array.from({ length: 6 }, (_, index) => label(input({ custom_id: String(index) }))),
      {},
      ['data.components: BASE_TYPE_MAX_LENGTH'],
    ],
    ['a title of 46 characters', [label(input())], { title: 'x'.repeat(46) }, ['data.title: BASE_TYPE_MAX_LENGTH']],
    ['a long custom id', [label(input())], { custom_id: 'x'.repeat(101) }, ['data.custom_id: BASE_TYPE_MAX_LENGTH']],
    [
      'a label of 46 characters',
      [label(input(), { label: 'x'.repeat(46) })],
      {},
      ['data.components.0.label: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'text of over 4,000',
      [label(input({ value: 'x'.repeat(4001) }))],
      {},
      ['data.components.0.component.value: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a limit of over 4,000',
      [label(input({ max_length: 4001 }))],
      {},
      ['data.components.0.component.max_length: NUMBER_TYPE_MAX'],
    ],
    [
      'eleven radio buttons',
      [label({ type: 21, custom_id: 'r', options: options(11) })],
      {},
      ['data.components.0.component.options: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'one radio button',
      [label({ type: 21, custom_id: 'r', options: options(1) })],
      {},
      ['data.components.0.component.options: BASE_TYPE_MIN_LENGTH'],
    ],
    [
      'eleven files',
      [label({ type: 19, custom_id: 'f', max_values: 11 })],
      {},
      ['data.components.0.component.max_values: NUMBER_TYPE_MAX'],
    ],
    [
      'a field twice',
      [label(input()), label(input())],
      {},
      ['data.components.1.component.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED'],
    ],
    ['a button', [row(button())], {}, ['data.components.0.components.0.type: BASE_TYPE_CHOICES']],
    [
      'a disabled select',
      [label(select({ disabled: true }))],
      {},
      ['data.components.0.component.disabled: COMPONENT_DISABLED_IN_MODAL'],
    ],
    ['a row without a label', [row(input())], {}, ['data.components.0.components.0.label: BASE_TYPE_REQUIRED']],
  ])('%s is refused', (_name, components, more, faults) => {
    expect(modal(components, more)).toEqual(faults)
  })
})

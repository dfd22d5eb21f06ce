import { ComponentType, TextInputStyle, type APIComponentInLabel } from 'discord-api-types/v10'
import { describe, expect, test } from 'vitest'
import {
  fieldProblem,
  initialDrafts,
  modalFields,
  modalLines,
  modalProblems,
  type FieldDraft,
} from '#src/page/modal/fields.ts'
import { changeModal } from './sample-messages.ts'

const blank: FieldDraft = { text: '', values: [], checked: false, files: [] }
const lines = modalLines(changeModal)

test('lines keep their order, with labels and descriptions', () => {
  expect(lines.map((line) => (line.kind === 'text' ? 'text' : line.label))).toEqual([
    'text',
    'Prompt',
    'Style',
    'Mask',
    'Keep the seed',
  ])
})

test('a text input in an action row, the older form, is a field too', () => {
  const input = {
    type: ComponentType.TextInput as const,
    custom_id: 'a',
    label: 'Name',
    style: TextInputStyle.Short,
    value: 'Ada',
  }
  const old = modalLines({
    custom_id: 'm',
    title: 'Old',
    components: [{ type: ComponentType.ActionRow, components: [input] }],
  })
  expect(old).toEqual([{ kind: 'field', label: 'Name', description: null, component: input }])
  expect(initialDrafts(old)['a']?.text).toBe('Ada')
})

test('starts with the bot’s values, and reports missing fields in order', () => {
  const drafts = initialDrafts(lines)
  expect(drafts['seed']?.checked).toBe(true)
  expect([...modalProblems(lines, drafts)]).toEqual([
    ['prompt', 'This field is required.'],
    ['style', 'Choose one.'],
  ])
})

test('is sent by field, with files by index', () => {
  const mask = { id: 'f', file: new File(['x'], 'mask.png', { type: 'image/png' }) }
  const drafts = {
    ...initialDrafts(lines),
    prompt: { ...blank, text: 'a rabbit' },
    style: { ...blank, values: ['ink'] },
    mask: { ...blank, files: [mask] },
  }
  expect(modalProblems(lines, drafts).size).toBe(0)
  expect(modalFields(lines, drafts)).toEqual({
    fields: [
      { customId: 'prompt', value: 'a rabbit' },
      { customId: 'style', values: ['ink'] },
      { customId: 'mask', files: [0] },
      { customId: 'seed', value: true },
    ],
    files: [mask.file],
  })
})

describe('a field’s problem', () => {
  const input = { type: ComponentType.TextInput as const, custom_id: 'a', style: TextInputStyle.Short }
  const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }))
  const boxes = { type: ComponentType.CheckboxGroup as const, custom_id: 'a', options }
  const upload = { type: ComponentType.FileUpload as const, custom_id: 'a' }
  const files = [1, 2].map((index) => ({ id: String(index), file: new File([], 'a') }))
  test.each<[string, APIComponentInLabel, Partial<FieldDraft>, string | null]>([
    ['too short', { ...input, min_length: 3 }, { text: 'ab' }, 'Write at least 3 characters.'],
    ['too long', { ...input, max_length: 3 }, { text: 'abcd' }, 'Write at most 3 characters.'],
    ['optional and empty, though it has a least length', { ...input, required: false, min_length: 3 }, {}, null],
    ['no choice', boxes, {}, 'Add at least 1 choice.'],
    ['too few choices', { ...boxes, min_values: 2 }, { values: ['a'] }, 'Add at least 2 choices.'],
    ['too many choices', { ...boxes, max_values: 1 }, { values: ['a', 'b'] }, 'At most 1 choice.'],
    ['no choice where none is needed', { ...boxes, min_values: 0, required: false }, {}, null],
    ['no file', upload, {}, 'Add at least 1 file.'],
    ['too many files', upload, { files }, 'At most 1 file.'],
    ['enough files', { ...upload, max_values: 2 }, { files }, null],
    ['a select untouched', { type: ComponentType.UserSelect, custom_id: 'a' }, {}, 'Add at least 1 choice.'],
    ['a checkbox, never', { type: ComponentType.Checkbox, custom_id: 'a' }, {}, null],
  ])('%s', (_, component, draft, expected) => {
    expect(fieldProblem(component, { ...blank, ...draft })).toBe(expected)
  })
})

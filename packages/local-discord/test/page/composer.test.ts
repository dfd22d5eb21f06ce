import { describe, expect, test } from 'vitest'
import { findCommands, listCommands, spelledCommand, type CommandEntry } from '#src/page/composer/command-entries.ts'
import { emptyDraft, reduceDraft, type Draft, type DraftAction, type DraftFile } from '#src/page/composer/draft.ts'
import { fitsFileTypes } from '#src/page-protocol.ts'
import { describeTypes } from '#src/page/composer/file-types.ts'
import { optionHint } from '#src/page/composer/option-hint.ts'
import { findProblems, readOption, sendOptions } from '#src/page/composer/option-value.ts'
import { filterSuggestions } from '#src/page/combobox/suggestion.ts'
import { commands } from './sample-world.ts'

const entries = listCommands(commands)
const entry = (name: string): CommandEntry => {
  const found = entries.find((one) => one.name === name)
  if (found === undefined) throw new Error(`There is no command ${name}.`)
  return found
}
const option = (command: string, name: string) => {
  const found = entry(command).options.find((one) => one.name === name)
  if (found === undefined) throw new Error(`/${command} has no option ${name}.`)
  return found
}
const file = (name: string, type = 'image/png'): DraftFile => ({ id: name, file: new File(['x'], name, { type }) })
const after = (actions: readonly DraftAction[], from: Draft = emptyDraft): Draft => actions.reduce(reduceDraft, from)
const chosen = (name: string, rest = ''): DraftAction => ({ type: 'command', entry: entry(name), rest })
const typed = (text: string, picked: string | number | boolean | null = null) => ({ text, picked, file: null })

describe('finding commands', () => {
  test('subcommands are separate entries; context menu commands are not listed', () => {
    expect(entries.map(({ name }) => name)).toEqual([
      'challenge start',
      'challenge vote',
      'edit',
      'generate',
      'inpaint',
      'ping',
      'recipe',
      'show',
    ])
    expect(entry('challenge vote').path).toEqual(['vote'])
  })

  test('names with that prefix come first, then names that contain it, then descriptions', () => {
    expect(findCommands(entries, 'p').map(({ name }) => name)[0]).toBe('ping')
    expect(findCommands(entries, 'paint').map(({ name }) => name)).toEqual(['inpaint', 'generate', 'recipe'])
    expect(findCommands(entries, 'zzz')).toEqual([])
  })

  test('a complete name selects the command, and the rest is its text', () => {
    expect(spelledCommand(entries, '/generate a duck')).toEqual({ entry: entry('generate'), rest: 'a duck' })
    expect(spelledCommand(entries, '/challenge start ')?.entry.name).toBe('challenge start')
    expect(spelledCommand(entries, '/gen')).toBeNull()
  })
})

describe('the draft', () => {
  test('a command shows its required options, keeps the text, and shows more on demand', () => {
    const draft = after([chosen('generate', 'a duck'), { type: 'show-option', name: 'steps' }])
    expect(draft.command?.shown).toEqual(['prompt', 'steps'])
    expect(draft.command?.values['prompt']?.text).toBe('a duck')
    expect(after([{ type: 'hide-option', name: 'steps' }], draft).command?.shown).toEqual(['prompt'])
  })

  test('a pasted command fills the options that it names', () => {
    const texts = (rest: string) => {
      const { command } = after([chosen('generate', rest)])
      return Object.fromEntries(Object.entries(command?.values ?? {}).map(([name, { text }]) => [name, text]))
    }
    expect(texts('prompt: a duck at 12:30 steps: 50')).toEqual({ prompt: 'a duck at 12:30', steps: '50' })
    expect(texts('a duck steps:50 style: ink drawing')).toEqual({ prompt: 'a duck', steps: '50', style: 'ink drawing' })
    expect(texts('title: a duck')).toEqual({ prompt: 'title: a duck' })
    expect(after([chosen('generate', 'a duck steps: 50')]).command?.shown).toEqual(['prompt', 'steps'])
    expect(after([chosen('inpaint', 'picture: duck.png')]).command?.values['picture']).toBeUndefined()
  })

  test('attached files go into matching options, in any order', () => {
    const draft = after([{ type: 'files', files: [file('mask.png'), file('duck.png')] }, chosen('inpaint')])
    expect(draft.command?.values['picture']?.file?.file.name).toBe('duck.png')
    expect(draft.command?.values['mask']?.file?.file.name).toBe('mask.png')
    expect(draft.files).toEqual([])
  })

  test('a message accepts ten files', () => {
    const files = Array.from({ length: 12 }, (_, index) => file(`${index}.png`))
    expect(after([{ type: 'files', files }]).files).toHaveLength(10)
  })

  test('is emptied by sending', () => {
    expect(after([{ type: 'text', text: 'hello' }, { type: 'sent' }])).toEqual(emptyDraft)
  })
})

describe('option values', () => {
  test.each([
    ['generate', 'prompt', typed(''), 'This option is required.'],
    ['generate', 'prompt', typed('x'.repeat(501)), 'Write at most 500 characters (now 501).'],
    ['generate', 'style', typed('crayon'), 'Choose one from the list.'],
    ['generate', 'steps', typed('many'), 'Write a number.'],
    ['generate', 'steps', typed('2.5'), 'Write a whole number.'],
    ['generate', 'steps', typed('101'), 'Write a number from 1 to 100.'],
    ['generate', 'private', typed('perhaps'), 'Choose True or False.'],
    ['edit', 'strength', typed('1.2'), 'Write a number from 0 to 1.'],
    ['inpaint', 'mask', { ...typed('a.txt'), file: file('a.txt', 'text/plain') }, 'Choose an image file.'],
  ])('/%s %s refuses invalid values like Discord', (command, name, draft, problem) => {
    expect(readOption(option(command, name), draft)).toEqual({ kind: 'problem', problem })
  })

  test.each([
    ['generate', 'prompt', typed(' a duck '), ' a duck '],
    ['generate', 'style', typed('ink drawing'), 'ink'],
    ['generate', 'steps', typed('50'), 50],
    ['generate', 'private', typed('True', true), true],
    ['generate', 'model', typed('duckling (embedded)', 'duckling'), 'duckling'],
    ['edit', 'strength', typed('0,75'), 0.75],
  ])('/%s %s parses its text', (command, name, draft, value) => {
    expect(readOption(option(command, name), draft)).toEqual({ kind: 'value', value })
  })

  test('an empty optional field is omitted', () => {
    expect(readOption(option('generate', 'steps'), typed(' '))).toEqual({ kind: 'none' })
  })

  test('are sent with files by index; an autocomplete request sends no files', () => {
    const { command } = after([
      { type: 'files', files: [file('duck.png'), file('mask.png')] },
      chosen('inpaint'),
      { type: 'option', name: 'prompt', value: { text: 'a hat' } },
    ])
    if (command === null) throw new Error('No command was chosen.')
    const { options, files } = sendOptions(command)
    expect(options).toEqual([
      { path: [], name: 'picture', value: 0 },
      { path: [], name: 'mask', value: 1 },
      { path: [], name: 'prompt', value: 'a hat' },
    ])
    expect(files.map(({ name }) => name)).toEqual(['duck.png', 'mask.png'])
    expect(sendOptions(command, 'prompt')).toEqual({
      options: [{ path: [], name: 'prompt', value: 'a hat' }],
      files: [],
    })
    expect([...findProblems(command).keys()]).toEqual([])
  })
})

test('hints show an option’s limits', () => {
  expect(optionHint(option('generate', 'steps'))).toBe('How many steps (1–100)')
  expect(optionHint(option('generate', 'prompt'))).toBe('What the picture shows (at most 500 characters)')
  expect(optionHint(option('generate', 'private'))).toBe('Only you see the answer')
})

test('file filters check the name', () => {
  const psd = 'Duck.PSD'
  expect(fitsFileTypes(psd, undefined)).toBe(true)
  expect(fitsFileTypes(psd, ['image'])).toBe(false)
  expect(fitsFileTypes(psd, ['image', '.psd'])).toBe(true)
  expect(fitsFileTypes('duck.webp', ['image'])).toBe(true)
  expect(fitsFileTypes('scan.tif', ['image'])).toBe(false)
  expect(fitsFileTypes('scan.tif', ['image', '.tif'])).toBe(true)
  expect(describeTypes(['image', '.psd'])).toBe('an image or a .psd file')
})

test('suggestions with that prefix come before those that contain it; accents are ignored', () => {
  const items = ['Watercolour', 'Ölfarbe', 'Wax'].map((label) => ({ key: label, label }))
  expect(filterSuggestions(items, 'wa').map(({ label }) => label)).toEqual(['Watercolour', 'Wax'])
  expect(filterSuggestions(items, 'olf').map(({ label }) => label)).toEqual(['Ölfarbe'])
})

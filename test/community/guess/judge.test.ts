import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { answerOf, isGuessable } from '#src/community/guess/answer.ts'
import { editDistance, folded } from '#src/community/guess/fold.ts'
import { guessesIn, judge } from '#src/community/guess/judge.ts'
import { createWordList } from '#src/community/guess/word-list.ts'
import { readSubjects } from '#src/network/vocabulary.ts'

const subjects = await readSubjects(fileURLToPath(new URL('../../../models/duckling', import.meta.url)))
const words = createWordList(subjects)
const verdict = (guess: string, prompt: string, likeness?: number) =>
  judge(guess, answerOf(prompt, words), words, likeness)

describe('folding', () => {
  it('takes case, accents, punctuation, articles and plurals away', () => {
    expect(folded('  The LÍON’s!! ')).toBe('lion')
    expect(folded('It looks like a bunch of grapes')).toBe('bunch grape')
    expect(['mice', 'wolves', 'cherries', 'foxes', 'buses', 'cactus', 'glass'].map(folded)).toEqual([
      'mouse',
      'wolf',
      'cherry',
      'fox',
      'bus',
      'cactus',
      'glass',
    ])
  })

  it('counts edits, with swapped letters as one', () => {
    expect(editDistance('rabbit', 'rabbit')).toBe(0)
    expect(editDistance('rabbit', 'rabit')).toBe(1)
    expect(editDistance('volcano', 'vloacno')).toBe(2)
    expect(editDistance('', 'duck')).toBe(4)
  })
})

describe('a guess', () => {
  it.each([
    ['duck', 'a duck'],
    ['DUCKS!', 'a duck'],
    ['a mallard', 'a duck'],
    ['it is a bunny', 'an oil painting of a rabbit'],
    ['mice', 'a mouse in a meadow'],
    ['plane', 'an airplane'],
    ['kitty', 'a cat face, flat emoji'],
    ['king of the jungle', 'a lion'],
    ['otter', 'a sea otter'],
    ['a platypus', 'platypus'],
    ['the statue of liberty', 'a photo of the statue of liberty'],
    ['fire', 'fire'],
    ['jack o lantern', 'a jack-o’-lantern'],
    ['éléphant', 'an elephant'],
  ])('%s is right for %s', (guess, prompt) => expect(verdict(guess, prompt)).toBe('right'))

  it.each([
    ['rabit', 'a rabbit'],
    ['an owl', 'a duck'],
    ['bird', 'a duck'],
    ['tree', 'a palm tree'],
    ['old house', 'an old man'],
    ['a duck with a cat', 'a duck'],
  ])('%s is close for %s', (guess, prompt) => expect(verdict(guess, prompt)).toBe('close'))

  it.each([
    ['house', 'a horse'],
    ['cat', 'a duck'],
    ['car', 'a cat'],
    ['Ente', 'a duck'],
    ['?', 'a duck'],
    ['wolf', 'a lion'],
  ])('%s is wrong for %s', (guess, prompt) => expect(verdict(guess, prompt)).toBe('wrong'))

  it('is never right by likeness where the word list knows it as something else', () => {
    expect(verdict('a wolf', 'a lion', 1)).toBe('close')
    expect(verdict('a marsupial', 'a lion', 1)).toBe('right')
    expect(verdict('a marsupial', 'a lion', -1)).toBe('wrong')
  })

  it('may name both things at once', () => {
    expect(guessesIn('a duck and a rabbit')).toEqual(['a duck', 'a rabbit'])
    expect(guessesIn('duck, rabbit / hat')).toEqual(['duck', 'rabbit', 'hat'])
    expect(guessesIn('sandcastle')).toEqual(['sandcastle'])
    expect(guessesIn(' ?! ')).toEqual([])
  })
})

it('a prompt without a word cannot be guessed', () => {
  expect(isGuessable('…')).toBe(false)
  expect(isGuessable('the')).toBe(false)
  expect(isGuessable('a duck')).toBe(true)
})

it('every thing of the word list is right for its own prompt, and for no other', () => {
  for (const { phrase, synonyms } of subjects) {
    for (const name of [phrase, ...synonyms]) expect(verdict(name, phrase), `${name} for ${phrase}`).toBe('right')
    const others = subjects.filter((other) => other.phrase !== phrase && verdict(phrase, other.phrase) === 'right')
    expect(others.map((other) => `${phrase} for ${other.phrase}`)).toEqual([])
  }
})

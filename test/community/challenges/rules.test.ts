import { describe, expect, it } from 'vitest'
import type { ChallengeRules } from '#src/community/challenges/challenge.ts'
import { brokenRule, hasWord, wordsIn } from '#src/community/challenges/rules.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import { jobOf, resultsOf } from '../../harness/samples.ts'

const sha = 'c'.repeat(64)

function broken(rules: Partial<ChallengeRules>, request: DrawRequest, width: 64 | 256 = 256) {
  const [picture] = resultsOf(jobOf(request), width)
  if (picture === undefined) throw new Error('there is no picture')
  return brokenRule({ words: [], ...rules }, picture)
}

const anagram: DrawRequest = {
  mode: 'anagram',
  style: 'an oil painting of',
  readings: [
    { prompt: 'an Owl, at night', view: { name: 'identity' } },
    { prompt: 'a full moon', view: { name: 'flip' } },
  ],
}

describe('an entry', () => {
  it('fits rules that ask for nothing', () => {
    expect(broken({}, anagram)).toBeUndefined()
  })

  it('must be drawn in the mode', () => {
    expect(broken({ mode: 'anagram' }, anagram)).toBeUndefined()
    expect(broken({ mode: 'hybrid' }, anagram)).toEqual({ rule: 'mode', wanted: 'hybrid', found: 'anagram' })
  })

  it('must have the words in one of its prompts, whatever their case', () => {
    expect(broken({ words: ['owl', 'MOON'] }, anagram)).toBeUndefined()
    expect(broken({ words: ['owl', 'fox'] }, anagram)).toEqual({ rule: 'word', wanted: 'fox' })
  })

  it('must have the style, as its style or in its prompt', () => {
    expect(broken({ style: 'Oil painting' }, anagram)).toBeUndefined()
    expect(broken({ style: 'oil painting' }, { mode: 'generate', prompt: 'an oil painting of a fox' })).toBeUndefined()
    expect(broken({ style: 'oil painting' }, { mode: 'generate', prompt: 'a fox' })).toMatchObject({ rule: 'style' })
  })

  it('must have the seed and the size', () => {
    expect(broken({ seed: 1, size: 256 }, anagram)).toBeUndefined()
    expect(broken({ seed: 9 }, anagram)).toEqual({ rule: 'seed', wanted: 9, found: 1 })
    expect(broken({ size: 256 }, anagram, 64)).toEqual({ rule: 'size', wanted: 256, found: 64 })
  })

  it('must inpaint the given picture', () => {
    const inpaint = (sha256: string): DrawRequest => ({
      mode: 'inpaint',
      picture: { sha256, name: 'given.png' },
      mask: { from: 'regions', regions: ['left'] },
      prompt: 'a crown',
    })
    const rules = { mode: 'inpaint', picture: { sha256: sha, name: 'given.png' } } as const
    expect(broken(rules, inpaint(sha))).toBeUndefined()
    expect(broken(rules, inpaint('d'.repeat(64)))).toEqual({ rule: 'picture' })
  })
})

describe('a required word', () => {
  it.each([
    ['an owl', 'owl', true],
    ['an owlet', 'owl', false],
    ['Eule, müde', 'MÜDE', true],
    ['a red-brown owl', 'red brown', true],
    ['red | brown', 'red brown', false],
    ['ふくろう の 夜', '夜', true],
  ])('in “%s”: %s', (text, word, is) => {
    expect(hasWord(text, word)).toBe(is)
  })

  it('comes from a list', () => {
    expect(wordsIn(' owl,, full  moon , owl, ! ')).toEqual(['owl', 'full moon'])
  })
})

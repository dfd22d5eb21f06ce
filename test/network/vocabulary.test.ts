import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createPromptReader } from '#src/network/prompt-reader.ts'
import { readVocabulary, type Vocabulary } from '#src/network/vocabulary.ts'

async function vocabularyOf(content: unknown): Promise<Vocabulary | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'duckrabbit-vocabulary-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  if (content !== undefined)
    await writeFile(join(folder, 'vocabulary.json'), typeof content === 'string' ? content : JSON.stringify(content))
  return readVocabulary(folder)
}

const whole = {
  subjects: [
    {
      name: 'goose',
      words: ['gander', 'light blue goose', 'farm goose'],
      synonyms: ['waterfowl'],
      plural: 'geese',
      asked_first: false,
    },
    { name: 'fox', phrase: 'a fox', words: [], synonyms: [], plural: 'foxes', asked_first: true },
  ],
  views: ['a waterfall in a forest'],
  styles: { plain: ['cartoon'], painterly: ['oil painting'] },
  settings: ['by the sea'],
  colours: ['light blue'],
  words: ['blue', 'cartoon', 'fox', 'foxes', 'geese', 'goose', 'king', 'light', 'oil', 'painting', 'sea'],
}

async function unknownIn(prompt: string, vocabulary: Vocabulary | undefined): Promise<readonly string[]> {
  const tokenizer = { padId: 0, endId: 1, unknownId: 2, ids: () => [3] }
  const { unknown } = await createPromptReader({ tokenizer: () => Promise.resolve(tokenizer), vocabulary }).read(prompt)
  return unknown
}

describe('the vocabulary of a small model', () => {
  it.each([
    ['a fox', []],
    ['two Foxes flying', []],
    ['a waterfowl in a spaceship', []],
    ['an oil painting of a spaceship', ['spaceship']],
    ['a light blue kraken by the sea', ['kraken']],
    ['a king', []],
    ['a light blue farm', ['farm']],
    ['waterfalls', []],
    ['a cartoon by the sea', []],
    ['', []],
  ])('finds in %j the unknown words %j', async (prompt, unknown) => {
    expect(await unknownIn(prompt, await vocabularyOf(whole))).toEqual(unknown)
  })

  it('lists unknown words in the order of the prompt', async () => {
    expect((await vocabularyOf(whole))?.subjects).toEqual(['a fox', 'goose'])
  })

  it('may be a plain list of words', async () => {
    const vocabulary = await vocabularyOf({ words: ['fox', 'berry'] })
    expect(await unknownIn('berries', vocabulary)).toEqual([])
    expect(await unknownIn('a kraken', vocabulary)).toEqual(['kraken'])
    expect(vocabulary?.subjects).toEqual(['fox', 'berry'])
  })

  it('may contain fields of a later version', async () => {
    const later = { ...whole, version: 2, subjects: [{ name: 'fox', plural: null, weight: 3 }], views: { a: 1 } }
    expect(await unknownIn('a fox', await vocabularyOf(later))).toEqual([])
  })

  it('is undefined if it is missing or invalid', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    onTestFinished(() => void vi.restoreAllMocks())
    for (const content of [undefined, 'not JSON', { words: 3 }, []]) {
      const vocabulary = await vocabularyOf(content)
      expect(vocabulary).toBeUndefined()
      expect(await unknownIn('a kraken', vocabulary)).toEqual([])
    }
  })
})

import { readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { anagramPairs, drawable, hybridPairs } from '#src/messages/examples.ts'
import { readVocabulary } from '#src/network/vocabulary.ts'

const trained = new URL('../../models/train/', import.meta.url)
const embedded = new URL('../../models/duckling/', import.meta.url)

const captions = z.array(z.string()).length(10)
const drawn = z.object({ captions, subject: z.string() })
const double = z.object({ first: captions, second: captions })
const evaluation = z.object({
  subjects: z.array(drawn).min(120),
  synonyms: z.array(drawn).min(40),
  styles: z.array(drawn).min(40),
  scenes: z.array(drawn).min(40),
  anagrams: z.array(double).min(40),
  hybrids: z.array(double).min(40),
  anagrams_asked: z.array(double).min(12),
  hybrids_asked: z.array(double).min(12),
})

const readPrompts = async () =>
  evaluation.parse(JSON.parse(await readFile(new URL('evaluation.json', trained), 'utf8')))

/** The words that captions use of each subject, and those kept out of every caption. */
const readWords = async () => {
  const lines = (await readFile(new URL('subjects.txt', trained), 'utf8')).split('\n')
  const subjects = lines.filter((line) => line !== '' && !line.startsWith('#'))
  const split = (list = '') => list.split(',').flatMap((word) => word.trim() || [])
  return subjects.map((line) => {
    const [name = '', words, heldOut] = line.replace(/^~/, '').split('|')
    return { spoken: [name.trim(), ...split(words)], heldOut: split(heldOut) }
  })
}

describe('the evaluation set', () => {
  it('has ten different captions to choose from for each picture', async () => {
    const prompts = await readPrompts()
    const single = [...prompts.subjects, ...prompts.synonyms, ...prompts.styles, ...prompts.scenes]
    const doubles = [
      ...prompts.anagrams,
      ...prompts.hybrids,
      ...prompts.anagrams_asked,
      ...prompts.hybrids_asked,
    ]
    const lists = [
      ...single.map((entry) => entry.captions),
      ...doubles.flatMap(({ first, second }) => [first, second]),
    ]
    for (const list of lists) expect(new Set(list).size, list.join(', ')).toBe(10)
  })

  it('has synonyms that no training caption contains', async () => {
    const { synonyms } = await readPrompts()
    const spoken = new Set((await readWords()).flatMap((subject) => subject.spoken))
    for (const { captions: list } of synonyms) expect(spoken).not.toContain(list[0]?.replace(/^an? /, ''))
  })
})

describe('the embedded model', () => {
  it('comes with its vocabulary, and names words that it draws well', async () => {
    const vocabulary = await readVocabulary(fileURLToPath(embedded))
    expect(vocabulary?.subjects).toHaveLength(158)
    expect(vocabulary?.subjects.slice(0, 5)).toEqual(['a cat', 'a dog', 'a rabbit', 'a fox', 'a panda'])
    for (const word of ['volcano', 'strawberries', 'kitty', 'pumpkin']) expect(vocabulary?.draws(word), word).toBe(true)
    for (const word of ['bagpipes', 'blue', 'cartoon']) expect(vocabulary?.draws(word), word).toBe(false)
    const words = [...drawable, ...[...anagramPairs, ...hybridPairs].flat()].flatMap((prompt) => prompt.split(' '))
    for (const word of words) if (!/^an?$/.test(word)) expect(vocabulary?.knows(word), word).toBe(true)
  })

  it('stays within 60 MB, including weights, card and sheets', async () => {
    const files = await readdir(embedded, { recursive: true, withFileTypes: true })
    const sizes = files
      .filter((file) => file.isFile())
      .map(async (file) => (await stat(join(file.parentPath, file.name))).size)
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    expect(bytes).toBeGreaterThan(10e6)
    expect(bytes).toBeLessThan(60e6)
  })
})

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createPromptReader } from '#src/network/prompt-reader.ts'
import { loadTokenizer } from '#src/network/tokenizer/load.ts'
import { sentencePieceTokenizer } from '#src/network/tokenizer/sentencepiece.ts'
import { golden } from './golden-case.ts'
import { readFileSync } from 'node:fs'

const duckling = new URL('../../models/duckling/stage_1/tokenizer', import.meta.url).pathname
const reader = createPromptReader({ tokenizer: () => loadTokenizer(duckling), vocabulary: undefined })

describe('the words that a tokenizer cannot read', () => {
  it.each(['кот', 'ねこ', 'قطة', '🐱', '猫', 'a 🐱'])('are all of %s', async (prompt) => {
    const { unreadable, nothingLeft } = await reader.read(prompt)
    expect(unreadable).toHaveLength(1)
    expect(nothingLeft).toBe(true)
  })

  it('are found between others', async () => {
    expect(await reader.read('Кот and a fox 🐱 in a кот hat')).toEqual({
      unreadable: ['Кот', '🐱', 'кот'],
      unknown: [],
      nothingLeft: false,
    })
  })

  it('do not include words of which some letters are read', async () => {
    expect(await reader.read('a café')).toMatchObject({ unreadable: ['café'], nothingLeft: false })
  })

  it.each(['', '???', 'a red fox', '“quoted” fox’s 3d hat', 'zxqwv'])('do not exist in %j', async (prompt) => {
    expect(await reader.read(prompt)).toEqual({ unreadable: [], unknown: [], nothingLeft: false })
  })

  it('do not exist if the tokenizer falls back to bytes', async () => {
    const file = readFileSync(join(golden, 'tokenizer', 'plain.model'))
    const spelling = createPromptReader({
      tokenizer: () => Promise.resolve(sentencePieceTokenizer(file)),
      vocabulary: undefined,
    })
    expect(await spelling.read('кот')).toMatchObject({ unreadable: [], nothingLeft: false })
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cleanCaption } from '#src/network/tokenizer/clean-caption.ts'
import { golden } from '../golden-case.ts'

const captions: [string, string][] = JSON.parse(readFileSync(join(golden, 'captions.json'), 'utf8'))

test('cleans captions as diffusers does with clean_caption', () => {
  expect(captions.length).toBeGreaterThan(100)
  const wrong = captions.flatMap(([caption, cleaned]) => {
    const found = cleanCaption(caption)
    return found === cleaned ? [] : [{ caption, found, cleaned }]
  })
  expect(wrong).toEqual([])
})

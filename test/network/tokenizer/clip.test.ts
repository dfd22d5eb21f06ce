import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { loadClipTokenizer } from '#src/network/tokenizer/clip.ts'
import { scratchFolder } from '#test/engine/scratch-engine.ts'
import { golden } from '../golden-case.ts'

/** A published vocabulary can be tried with `CLIP_TOKENIZER=FOLDER`, after models/train/golden/clip_whole.py FOLDER. */
const folder = process.env['CLIP_TOKENIZER'] ?? join(golden, 'clip-whole')

const { length, cases } = z
  .object({ length: z.int(), cases: z.array(z.object({ text: z.string(), ids: z.array(z.int()) })) })
  .parse(JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')))

describe('CLIP’s tokenizer', () => {
  it('reads as transformers does', async () => {
    const tokenize = await loadClipTokenizer(folder)
    const wrong = cases.flatMap(({ text, ids }) => {
      const end = ids.at(-1) ?? 0
      const padded = [...ids, ...Array.from({ length: length - ids.length }, () => end)]
      const found = [...tokenize(text, length)]
      return found.every((id, index) => id === padded[index]) ? [] : [{ text, found: found.slice(0, ids.length), ids }]
    })
    expect(wrong).toEqual([])
  })

  it('is missed in a sentence', async () => {
    await expect(loadClipTokenizer(await scratchFolder())).rejects.toMatchObject({ code: 'model-file-missing' })
  })
})

import { expect, it } from 'vitest'
import { createPromptReader } from '#src/network/prompt-reader.ts'
import { promptNotes } from '#src/renderer/prompt-notes.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import { resolve } from '#src/requests/resolve.ts'

/** Reads plain letters only, and was taught a fox and a hat. */
const reader = createPromptReader({
  tokenizer: () =>
    Promise.resolve({
      padId: 0,
      endId: 1,
      unknownId: 2,
      ids: (text) => Array.from(text).map((one) => (one < '~' ? 3 : 2)),
    }),
  vocabulary: {
    draws: (word) => ['fox', 'hat'].includes(word),
    knows: (word) => ['fox', 'hat', 'red'].includes(word),
    subjects: ['fox', 'hat'],
  },
})
const notes = (request: DrawRequest) =>
  promptNotes(
    resolve(request, { name: 'small', stages: [{}, {}] }, () => 1),
    reader,
  )
const picture = { sha256: 'a'.repeat(64), name: 'photo.png' }

it('has no notes on known and on empty prompts', async () => {
  expect(await notes({ mode: 'generate', prompt: 'a red fox' })).toEqual([])
  expect(await notes({ mode: 'generate' })).toEqual([])
})

it('names unreadable words in every part of a request', async () => {
  const request: DrawRequest = {
    mode: 'anagram',
    style: 'эскиз of',
    negative: 'кот',
    readings: [
      { prompt: 'a fox 🐱', view: { name: 'identity' } },
      { prompt: 'a hat 猫', view: { name: 'flip' } },
    ],
  }
  expect(await notes(request)).toEqual([
    'The model cannot read “🐱”, “猫”, “кот”, “эскиз”, so the picture may not show it.',
  ])
})

it.each<DrawRequest>([
  { mode: 'generate', prompt: 'кот' },
  { mode: 'edit', picture, prompt: 'кот' },
  {
    mode: 'hybrid',
    kind: 'low_high',
    parts: [
      { component: 'low', prompt: 'кот' },
      { component: 'high', prompt: 'fox' },
    ],
  },
  { mode: 'compare', of: { mode: 'generate', prompt: 'кот' }, axes: [{ setting: 'steps', values: [2, 3] }] },
])('refuses $mode with a completely unreadable prompt', async (request) => {
  await expect(notes(request)).rejects.toMatchObject({
    code: 'prompt-unreadable',
    message: 'The model cannot read “кот”. Say it in English, for example: fox.',
  })
})

it('names unknown words of a prompt without a known noun, and known examples', async () => {
  expect(await notes({ mode: 'generate', prompt: 'a red kraken' })).toEqual([
    'This model was never taught “kraken”, so the picture may show something else. It knows, for example: fox, hat.',
  ])
})

it('isolates right-to-left words, and shortens a long list', async () => {
  const [first] = await notes({ mode: 'generate', prompt: 'fox قطة' })
  expect(first).toContain('“\u2068قطة\u2069”, so')
  const [long] = await notes({ mode: 'generate', prompt: `fox ${'ё'.repeat(300)} а б в г д е` })
  expect(long).toContain(`“${'ё'.repeat(40)}…”`)
  expect(long).toContain('and 2 more words')
})

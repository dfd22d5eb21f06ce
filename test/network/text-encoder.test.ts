import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from '#src/network/config-file.ts'
import { openModel } from '#src/network/folder.ts'
import { relativeBuckets } from '#src/network/graph/relative-buckets.ts'
import { t5Graph, t5Tensors } from '#src/network/graph/t5-graph.ts'
import { openSession } from '#src/network/session.ts'
import { t5Config } from '#src/network/t5-config.ts'
import { loadTextEncoder, normalizePrompt, t5Inputs } from '#src/network/text-encoder.ts'
import type { TokenizedPrompt } from '#src/network/tokenizer/tokenizer.ts'
import { openWeights } from '#src/network/weights.ts'
import { readFloatTensors } from '#src/network/float-tensors.ts'
import { golden } from './golden-case.ts'

/** A prompt of tokens that are padded with zeros. */
function promptOf(ids: Int32Array): TokenizedPrompt {
  const mask = Uint8Array.from(ids, (id) => (id === 0 ? 0 : 1))
  return { ids, mask, tokens: mask.lastIndexOf(1) + 1, truncated: false }
}

describe('the T5 encoder', () => {
  test.each(['t5', 't5-sharded-fp16', 't5-silu-bf16'])('%s gives the same output as transformers', async (name) => {
    const folder = join(golden, name)
    const config = await readConfig(join(folder, 'config.json'), t5Config)
    const session = await openSession(t5Graph(config, await openWeights(folder, 'model'), 77), {})
    const tensors = await readFloatTensors(join(folder, 'golden.safetensors'))
    const ids = Int32Array.from(tensors.get('ids')?.data ?? [])
    const prompts = Array.from({ length: ids.length / 77 }, (_, row) => promptOf(ids.slice(row * 77, (row + 1) * 77)))
    const answers = await session.run(t5Inputs(prompts, config))
    const states = answers[t5Tensors.out]?.data
    await session.release()
    if (!(states instanceof Float32Array)) throw new Error('no answer')
    const expected = tensors.get('out')?.data ?? new Float32Array()
    expect(states.length).toBe(expected.length)
    expect(Math.max(...states.map((state, index) => Math.abs(state - (expected[index] ?? NaN))))).toBeLessThan(1e-4)
  })

  test('puts distances on a bucket border into the same bucket as T5', () => {
    const fromFirst = relativeBuckets(129, 32, 128).slice(0, 129)
    const at = (distance: number) => fromFirst[distance]
    expect([0, 1, 7, 8, 11, 12, 15, 16, 23, 32, 45, 46, 64, 90, 91, 127, 128].map(at)).toEqual([
      0, 17, 23, 24, 24, 25, 25, 26, 27, 28, 28, 29, 30, 30, 31, 31, 31,
    ])
  })
})

describe('loadTextEncoder', () => {
  test('gives equal prompts equal keys, and reports the length of a prompt and whether it was cut', async () => {
    const { textEncoder } = await openModel(join(golden, 'cascade'))
    if (textEncoder === undefined) throw new Error('the cascade has a text encoder')
    const encoder = await loadTextEncoder(textEncoder)
    const [fox, again, empty, long] = await encoder.encode(['a red fox', 'a  red fox ', '', 'fox '.repeat(100)])
    await encoder.dispose()
    expect(again?.key).toBe(fox?.key)
    expect(again?.embedding).toEqual(fox?.embedding)
    expect(empty).toMatchObject({ promptTokens: 1, truncated: false, tokens: 77, width: 24 })
    expect(long?.truncated).toBe(true)
    expect(long?.promptTokens).toBeGreaterThan(77)
    expect(new Set([fox?.key, empty?.key, long?.key]).size).toBe(3)
  })

  test('normalizePrompt lowercases and trims, as encode_prompt does', () => {
    expect(normalizePrompt('  A Red FOX ')).toBe('a red fox')
  })
})

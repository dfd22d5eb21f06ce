import { fileURLToPath } from 'node:url'
import { Tensor } from 'onnxruntime-node'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openModel } from '#src/network/folder.ts'
import { relativeBuckets } from '#src/network/graph/relative-buckets.ts'
import { t5Graph, t5Tensors } from '#src/network/graph/t5-graph.ts'
import { promptLength } from '#src/network/prompt-length.ts'
import { promptRows } from '#src/network/prompt-rows.ts'
import { openSession } from '#src/network/session.ts'
import { t5Inputs, textEncoderStem } from '#src/network/text-encoder.ts'
import { loadTokenizer } from '#src/network/tokenizer/load.ts'
import { tokenizePrompt, type TokenizedPrompt } from '#src/network/tokenizer/tokenizer.ts'
import { openWeights } from '#src/network/weights.ts'

const buckets = relativeBuckets(promptLength, 32, 128)
const positions = Array.from({ length: promptLength }, (_, position) => position)

/** A prompt of so many different tokens, the end mark included. */
function promptOf(tokens: number): TokenizedPrompt {
  const isUsed = (position: number) => position < tokens
  return {
    ids: Int32Array.from(positions, (position) => (isUsed(position) ? position + 2 : 0)),
    mask: Uint8Array.from(positions, (position) => (isUsed(position) ? 1 : 0)),
    tokens,
    truncated: false,
  }
}

describe('the rows of prompts', () => {
  it('are those that differ: few for an empty prompt, all for a long one', () => {
    const rowsOf = (tokens: number) => promptRows([promptOf(tokens)], buckets).ids.length
    expect([1, 2, 5, 10, 20, 76, 77].map(rowsOf)).toEqual([15, 22, 41, 62, 77, 77, 77])
  })

  it('stand for the positions that have the same token and the same distances', () => {
    const prompts = [promptOf(5), promptOf(1)]
    const { ids, rows, positions: kept } = promptRows(prompts, buckets)
    expect(rows).toHaveLength(2 * promptLength)
    expect(rows.slice(0, 9)).toEqual(Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8))
    // The empty prompt begins a row of its own.
    expect(rows[promptLength]).toBe(41)
    for (const [place, row] of rows.entries()) {
      const position = place % promptLength
      const first = (kept[row] ?? NaN) % promptLength
      const used = prompts[Math.floor(place / promptLength)]?.tokens ?? 0
      const distancesAt = (at: number) => buckets.slice(at * promptLength, at * promptLength + used)
      expect(distancesAt(position)).toEqual(distancesAt(first))
      expect(ids[row]).toBe(prompts[Math.floor(place / promptLength)]?.ids[position])
    }
  })

  it('give the embedding that all positions give, whatever is encoded beside it', async () => {
    const duckling = fileURLToPath(new URL('../../models/duckling', import.meta.url))
    const { textEncoder } = await openModel(duckling)
    if (textEncoder === undefined) throw new Error('the model has a text encoder')
    const { config, folder, tokenizerFolder } = textEncoder
    const session = await openSession(t5Graph(config, await openWeights(folder, textEncoderStem), promptLength), {})
    onTestFinished(() => session.release())
    const tokenizer = await loadTokenizer(tokenizerFolder)
    const prompts = ['', 'a red fox in the snow', 'fox '.repeat(90)].map((prompt) =>
      tokenizePrompt(tokenizer, prompt, promptLength),
    )
    const run = async (inputs: Record<string, Tensor>) => {
      const states = (await session.run(inputs))[t5Tensors.out]?.data
      if (!(states instanceof Float32Array)) throw new Error('no answer')
      return states
    }
    const together = await run(t5Inputs(prompts, config))
    const size = together.length / prompts.length
    for (const [index, prompt] of prompts.entries()) {
      const one = await run(t5Inputs([prompt], config))
      expect(one).toEqual(together.slice(index * size, (index + 1) * size))
      const each = new Tensor('int32', Int32Array.from(positions), [promptLength])
      const all = { ids: new Tensor('int32', prompt.ids, [promptLength]), each }
      const whole = await run({
        ...t5Inputs([prompt], config),
        [t5Tensors.ids]: all.ids,
        [t5Tensors.rows]: all.each,
        [t5Tensors.positions]: all.each,
      })
      expect(Math.max(...whole.map((value, at) => Math.abs(value - (one[at] ?? NaN))))).toBeLessThan(1e-5)
    }
  })
})

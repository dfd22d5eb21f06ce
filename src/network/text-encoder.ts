import { createHash } from 'node:crypto'
import { Tensor } from 'onnxruntime-node'
import { relativeBuckets } from './graph/relative-buckets.ts'
import { masked, t5Graph, t5Tensors } from './graph/t5-graph.ts'
import type { Encoded, LoadOptions, TextEncoder, TextEncoderFiles } from './model.ts'
import { promptLength } from './prompt-length.ts'
import { promptRows } from './prompt-rows.ts'
import { openSession } from './session.ts'
import type { T5Config } from './t5-config.ts'
import { loadTokenizer } from './tokenizer/load.ts'
import { tokenizePrompt, type TokenizedPrompt } from './tokenizer/tokenizer.ts'
import { openWeights } from './weights.ts'

/** The name under which transformers keeps a text encoder's weights. */
export const textEncoderStem = 'model'

/**
 * Loads the text encoder with its tokenizer.
 *
 * It encodes prompts unchanged. diffusers' `encode_prompt` lower-cases and trims them first; `normalizePrompt` does the same.
 *
 * @throws UserError about the files (see `openWeights`), the device or memory (see `openSession`)
 */
export async function loadTextEncoder(files: TextEncoderFiles, options: LoadOptions = {}): Promise<TextEncoder> {
  const { config, folder, id } = files
  const weights = await openWeights(folder, textEncoderStem)
  const tokenizer = await loadTokenizer(files.tokenizerFolder)
  const session = await openSession(t5Graph(config, weights, promptLength), options)
  return {
    id,
    async encode(prompts, signal) {
      signal?.throwIfAborted()
      if (prompts.length === 0) return []
      const tokenized = prompts.map((prompt) => tokenizePrompt(tokenizer, prompt, promptLength))
      const answers = await session.run(t5Inputs(tokenized, config))
      signal?.throwIfAborted()
      const states = answers[t5Tensors.out]?.data
      if (!(states instanceof Float32Array)) throw new TypeError('the text encoder did not answer in float32')
      const size = promptLength * config.d_model
      return tokenized.map(({ ids, tokens, truncated }, row): Encoded => ({
        // Prompts with the same pieces have the same embedding.
        key: `${id}:${createHash('sha256').update(ids).digest('hex').slice(0, 32)}`,
        embedding: states.slice(row * size, (row + 1) * size),
        tokens: promptLength,
        width: config.d_model,
        promptTokens: tokens,
        truncated,
      }))
    },
    async dispose() {
      await session.release()
    },
  }
}

/** The inputs of `t5Graph` for some prompts. */
export function t5Inputs(prompts: readonly TokenizedPrompt[], config: T5Config): Record<string, Tensor> {
  const { relative_attention_num_buckets: buckets, relative_attention_max_distance: furthest } = config
  const { ids, rows, positions } = promptRows(prompts, relativeBuckets(promptLength, buckets, furthest))
  const mask = prompts.flatMap(({ mask }) => [...mask].map((counts) => (counts === 1 ? 0 : masked)))
  return {
    [t5Tensors.ids]: new Tensor('int32', ids, [ids.length]),
    [t5Tensors.rows]: new Tensor('int32', rows, [rows.length]),
    [t5Tensors.positions]: new Tensor('int32', positions, [positions.length]),
    [t5Tensors.mask]: new Tensor('float32', Float32Array.from(mask), [prompts.length, promptLength]),
  }
}

/** Does what diffusers' IF pipelines do to a prompt without caption clean-up: lower case, no space around it. */
export function normalizePrompt(prompt: string): string {
  return prompt.toLowerCase().trim()
}

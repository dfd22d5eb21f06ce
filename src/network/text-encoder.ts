import { createHash } from 'node:crypto'
import { Tensor } from 'onnxruntime-node'
import { masked, t5Graph, t5Tensors } from './graph/t5-graph.ts'
import type { Encoded, LoadOptions, TextEncoder, TextEncoderFiles } from './model.ts'
import { promptLength } from './prompt-length.ts'
import { openSession } from './session.ts'
import { loadTokenizer } from './tokenizer/load.ts'
import { tokenizePrompt } from './tokenizer/tokenizer.ts'
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
      const shape = [prompts.length, promptLength]
      const ids = Int32Array.from(tokenized.flatMap((prompt) => [...prompt.ids]))
      const mask = Float32Array.from(
        tokenized.flatMap((prompt) => [...prompt.mask].map((counts) => (counts === 1 ? 0 : masked))),
      )
      const answers = await session.run({
        [t5Tensors.ids]: new Tensor('int32', ids, shape),
        [t5Tensors.mask]: new Tensor('float32', mask, shape),
      })
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

/** Does what diffusers' IF pipelines do to a prompt without caption clean-up: lower case, no space around it. */
export function normalizePrompt(prompt: string): string {
  return prompt.toLowerCase().trim()
}

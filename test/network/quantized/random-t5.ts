import { join } from 'node:path'
import type { TextEncoderFiles } from '#src/network/model.ts'
import { writeSafetensors } from '#src/network/quantized/write-safetensors.ts'
import { t5Config } from '#src/network/t5-config.ts'
import { torchNormal } from '#src/pipeline/random.ts'

/** Writes a T5 encoder with the random weights that training starts from, and takes the tokenizer of another. */
export async function writeRandomT5(folder: string, other: TextEncoderFiles): Promise<TextEncoderFiles> {
  const config = t5Config.parse({ vocab_size: 32128, d_model: 256, d_kv: 32, d_ff: 640, num_layers: 6, num_heads: 8 })
  const { d_model: width, d_kv: dim, d_ff: inner, num_heads: heads } = config
  const all = heads * dim
  const shapes: [string, number[], number][] = [['shared.weight', [config.vocab_size, width], 1]]
  for (let layer = 0; layer < config.num_layers; layer++) {
    const part = `encoder.block.${layer}.layer`
    if (layer === 0) shapes.push([`${part}.0.SelfAttention.relative_attention_bias.weight`, [32, heads], width ** -0.5])
    shapes.push(
      [`${part}.0.SelfAttention.q.weight`, [all, width], (width * dim) ** -0.5],
      [`${part}.0.SelfAttention.k.weight`, [all, width], width ** -0.5],
      [`${part}.0.SelfAttention.v.weight`, [all, width], width ** -0.5],
      [`${part}.0.SelfAttention.o.weight`, [width, all], all ** -0.5],
      [`${part}.0.layer_norm.weight`, [width], 0],
      [`${part}.1.DenseReluDense.wi_0.weight`, [inner, width], width ** -0.5],
      [`${part}.1.DenseReluDense.wi_1.weight`, [inner, width], width ** -0.5],
      [`${part}.1.DenseReluDense.wo.weight`, [width, inner], inner ** -0.5],
      [`${part}.1.layer_norm.weight`, [width], 0],
    )
  }
  shapes.push(['encoder.final_layer_norm.weight', [width], 0])
  const count = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1)
  const tensors = shapes.map(([name, shape]) => ({ name, dtype: 'F32' as const, shape, length: 4 * count(shape) }))
  const noise = torchNormal(5)
  async function* content() {
    for (const [, shape, deviation] of shapes) {
      // Norms have a deviation of zero here: their weights begin at one.
      const values = deviation === 0 ? new Float32Array(count(shape)).fill(1) : noise(count(shape))
      if (deviation !== 0) for (const [index, value] of values.entries()) values[index] = value * deviation
      yield new Uint8Array(values.buffer)
    }
  }
  await writeSafetensors(join(folder, 'model.safetensors'), tensors, content())
  const parameters = shapes.reduce((sum, [, shape]) => sum + count(shape), 0)
  return { ...other, folder, config, bytes: 4 * parameters, parameters, id: 'random' }
}

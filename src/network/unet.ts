import { Tensor } from 'onnxruntime-node'
import { type ArrayPool, createArrayPool } from '#src/pipeline/array-pool.ts'
import type { Planes } from '#src/pipeline/planes.ts'
import type { Row, Text } from '#src/pipeline/predict.ts'
import { UserError } from '#src/errors.ts'
import { unetGraph, unetTensors } from './graph/unet-graph.ts'
import type { LoadOptions, Stage, Unet } from './model.ts'
import { promptLength } from './prompt-length.ts'
import { openSession } from './session.ts'
import { timestepFeatures } from './timestep-features.ts'
import { sizeMultiple, textWidth, type UnetConfig } from './unet-config.ts'
import { openWeights } from './weights.ts'

/** The name under which diffusers keeps a UNet's weights. */
export const unetStem = 'diffusion_pytorch_model'

/**
 * Loads the UNet of a stage. All rows of one `predict` call form one batch.
 *
 * @throws UserError about the files (see `openWeights`), the device or memory (see `openSession`)
 */
export async function loadUnet(stage: Pick<Stage, 'unet'>, options: LoadOptions = {}): Promise<Unet> {
  const { config, folder } = stage.unet
  const weights = await openWeights(folder, unetStem)
  const compute = options.halfPrecision === true ? 'float16' : 'float32'
  const session = await openSession(unetGraph(config, weights, promptLength, compute), options)
  const features = timestepFeatures(config)
  const pool = createArrayPool()
  const pack = packer(config, pool)
  return {
    inChannels: config.in_channels,
    sampleSize: config.sample_size,
    async predict(rows, signal) {
      signal?.throwIfAborted()
      if (rows.length === 0) return []
      const { sample, text, pooled, height, width } = pack(rows)
      const levels = rows.map((row) => row.noiseLevel ?? 0)
      const answers = await session.run({
        [unetTensors.sample]: new Tensor('float32', sample, [rows.length, config.in_channels, height, width]),
        [unetTensors.text]: text,
        ...(config.addition_embed_type === 'text' && { [unetTensors.pooled]: pooled }),
        [unetTensors.time]: sinusoids(rows.map((row) => row.timestep)),
        ...(config.class_embed_type === null ? {} : { [unetTensors.noiseLevel]: sinusoids(levels) }),
      })
      if (rows.length > 1) pool.giveBack(sample)
      signal?.throwIfAborted()
      const out = answers[unetTensors.out]?.data
      if (!(out instanceof Float32Array)) throw new TypeError('the network did not answer in float32')
      return unpack(out, rows.length, config.out_channels, height, width)
    },
    async dispose() {
      await session.release()
    },
  }

  function sinusoids(timesteps: readonly number[]): Tensor {
    const data = features(timesteps)
    return new Tensor('float32', data, [timesteps.length, data.length / timesteps.length])
  }
}

/** Checks that rows fit the network and each other, and copies them into one batch. */
function packer(config: UnetConfig, pool: ArrayPool) {
  const channels = config.in_channels
  const wanted = textWidth(config)
  const multiple = sizeMultiple(config)
  const prompts = textStacker()
  const styles = textStacker()
  return (rows: readonly Row[]) => {
    const [first] = rows
    if (first === undefined) throw new RangeError('a batch has at least one row')
    const { height, width } = first.input
    const tokens = promptLength
    if (height % multiple !== 0 || width % multiple !== 0) {
      throw new UserError(
        'picture-size',
        `The picture is ${width}×${height}; choose a width and a height that are multiples of ${multiple}.`,
        {
          width,
          height,
          multiple,
        },
      )
    }
    // A single row needs no copy, since the network only reads it.
    const sample = rows.length === 1 ? first.input.data : pool.borrow(rows.length * channels * height * width)
    const styled = rows.some((row) => row.style !== undefined)
    rows.forEach(({ input, text: prompt, style = prompt, noiseLevel }, index) => {
      if (input.channels !== channels || input.height !== height || input.width !== width) {
        throw new RangeError(
          `expected rows of [${channels}, ${height}, ${width}], got [${input.channels}, ${input.height}, ${input.width}]`,
        )
      }
      if (styled && config.addition_embed_type !== 'text') {
        throw new UserError(
          'no-style',
          'This model cannot redraw in a style, since it reads the text in one place only; use edit with a prompt instead.',
        )
      }
      if (prompt.width !== wanted || prompt.tokens !== tokens || style.width !== wanted || style.tokens !== tokens) {
        throw new UserError(
          'text-encoder-mismatch',
          `The text encoder gives ${prompt.width} numbers per token, but this stage reads ${wanted}; use the text encoder that came with the model.`,
          { width: prompt.width, expected: wanted },
        )
      }
      if ((noiseLevel === undefined) !== (config.class_embed_type === null)) {
        throw new RangeError(
          config.class_embed_type === null
            ? 'a row has a noise level, but this stage takes none'
            : 'a row of a super-resolution stage lacks its noise level',
        )
      }
      if (rows.length > 1) sample.set(input.data, index * channels * height * width)
    })
    const text = prompts(rows.map((row) => row.text))
    const pooled = styled ? styles(rows.map((row) => row.style ?? row.text)) : text
    return { sample, text, pooled, height, width }
  }
}

/** Stacks texts into one tensor, [rows, tokens, width]. It reuses the last tensor for the same texts, which is common from step to step. */
function textStacker(): (texts: readonly Text[]) => Tensor {
  let last: { readonly texts: readonly Text[]; readonly tensor: Tensor } | undefined
  return (texts) => {
    const known = last
    if (known?.texts.length === texts.length && texts.every((text, i) => text === known.texts[i])) return known.tensor
    const [{ tokens, width } = { tokens: 0, width: 0 }] = texts
    const data = new Float32Array(texts.length * tokens * width)
    for (const [i, { embedding }] of texts.entries()) data.set(embedding, i * tokens * width)
    const tensor = new Tensor('float32', data, [texts.length, tokens, width])
    last = { texts, tensor }
    return tensor
  }
}

/** Splits the answer into rows. */
function unpack(batch: Float32Array, rows: number, channels: number, height: number, width: number): Planes[] {
  const size = channels * height * width
  return Array.from({ length: rows }, (_, row) => ({
    data: batch.subarray(row * size, (row + 1) * size),
    channels,
    height,
    width,
  }))
}

import type { Stage } from '#src/pipeline/cascade.ts'
import type { Planes, Size } from '#src/pipeline/planes.ts'
import type { Predict, Row, Text } from '#src/pipeline/predict.ts'
import { torchNormal } from '#src/pipeline/random.ts'
import { schedulerOfIF } from '#src/pipeline/scheduler.ts'

/** The twin of models/train/reference/toy.py: a network that is drawn from a seed instead of being loaded. */
export function toyNetwork(seed: number, inChannels: number): Predict {
  const random = torchNormal(seed)
  const kernel = random(6 * inChannels * 9).map((weight) => weight * 0.25)
  const reading = random(width * 6)

  const read = ({ embedding, tokens }: Text) => {
    const shift = new Float64Array(6)
    for (let i = 0; i < embedding.length; i++) {
      for (let o = 0; o < 6; o++) {
        shift[o] = (shift[o] ?? 0) + ((embedding[i] ?? 0) * (reading[(i % width) * 6 + o] ?? 0)) / tokens
      }
    }
    return shift
  }

  const answer = ({ input, timestep, text, style, noiseLevel }: Row): Planes => {
    if (input.channels !== inChannels) throw new RangeError(`Expected ${inChannels} channels.`)
    const pooled = style === undefined ? undefined : read(style)
    const shift = read(text).map((value, o) => {
      const mixed = pooled === undefined ? value : 0.5 * value + 0.5 * (pooled[o] ?? 0)
      const level = noiseLevel === undefined ? 0 : 0.2 * Math.cos(noiseLevel / 50 + o)
      return mixed + 0.3 * Math.sin(timestep / 100 + o) + level
    })
    return convolved(input, kernel, shift)
  }
  return async (rows, signal) => {
    signal?.throwIfAborted()
    return rows.map(answer)
  }
}

const width = 8
const tokens = 4

export function toyText(key: string, seed: number): Text {
  return { key, embedding: torchNormal(seed)(tokens * width), tokens, width }
}

/** A cascade of IF's kind out of toy networks. */
export function toyStages(small: Size, large: Size): readonly [Stage, Stage] {
  return [
    { size: small, inChannels: 3, scheduler: schedulerOfIF(1.5), predict: toyNetwork(1, 3) },
    { size: large, inChannels: 6, scheduler: schedulerOfIF(1), predict: toyNetwork(2, 6) },
  ]
}

export function square(side: number): Size {
  return { height: side, width: side }
}

/** 1.5·tanh(3×3 convolution with zeros around + shift), [6, H, W]. */
function convolved(input: Planes, kernel: Float32Array, shift: Float64Array): Planes {
  const { height, width, channels } = input
  const plane = height * width
  const data = new Float32Array(6 * plane)
  for (let o = 0; o < 6; o++) {
    const sums = new Float64Array(plane).fill(shift[o] ?? 0)
    for (let c = 0; c < channels; c++) {
      for (let tap = 0; tap < 9; tap++) {
        const weight = kernel[(o * channels + c) * 9 + tap] ?? 0
        const dy = Math.floor(tap / 3) - 1
        const dx = (tap % 3) - 1
        for (let y = Math.max(0, -dy); y < Math.min(height, height - dy); y++) {
          const from = c * plane + (y + dy) * width + dx
          for (let x = Math.max(0, -dx); x < Math.min(width, width - dx); x++) {
            sums[y * width + x] = (sums[y * width + x] ?? 0) + weight * (input.data[from + x] ?? 0)
          }
        }
      }
    }
    for (let i = 0; i < plane; i++) data[o * plane + i] = 1.5 * Math.tanh(sums[i] ?? 0)
  }
  return { data, channels: 6, height, width }
}

/** Smooth, in [-1, 1]; models/train/reference/pipelines.py draws the same. */
export function smoothPicture({ height, width }: Size): Planes {
  const data = new Float32Array(3 * height * width)
  for (let i = 0; i < data.length; i++) {
    const channel = Math.floor(i / (height * width))
    const y = Math.floor(i / width) % height
    data[i] = 0.9 * Math.sin(channel + (5 * y) / height + (3 * (i % width)) / width)
  }
  return { data, channels: 3, height, width }
}

/** 1 in the middle, from a quarter to three quarters of each side. */
export function middleMask({ height, width }: Size): Planes {
  const data = Float32Array.from({ length: height * width }, (_, i) =>
    inMiddle(Math.floor(i / width), height) && inMiddle(i % width, width) ? 1 : 0,
  )
  return { data, channels: 1, height, width }
}

function inMiddle(i: number, side: number): boolean {
  return i >= Math.floor(side / 4) && i < Math.floor((side * 3) / 4)
}

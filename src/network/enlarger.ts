import { createRequire } from 'node:module'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Tensor } from 'onnxruntime-node'
import { cropped, type Planes } from '#src/pipeline/planes.ts'
import { enlargerGraph, enlargerTensors } from './graph/enlarger-graph.ts'
import { type KerasLayer, readKerasModel } from './keras-model.ts'
import type { LoadOptions } from './model.ts'
import { openSession } from './session.ts'

/** The network comes as a package: its layers and weights as published, under the MIT licence. */
const packageName = '@upscalerjs/esrgan-slim'

/** How many times as large its pictures are. */
export const enlargerScale = 4

/** The memory of its weights, in bytes. */
export const enlargerBytes = 933_804

/** The maximum side of a tile in pixels, without its border. Memory grows with the tile, not with the picture. */
const tileSide = 128

/** A small network that enlarges pictures four times. */
export interface Enlarger {
  /** [3, H, W] → [3, 4·H, 4·W], both in [-1, 1]. */
  enlarge(picture: Planes): Promise<Planes>
  dispose(): Promise<void>
}

/** Loads the network that enlarges finished pictures. @throws UserError about its files or the device */
export async function loadEnlarger(options: LoadOptions = {}, { side = tileSide } = {}): Promise<Enlarger> {
  const model = await readKerasModel(join(packageFolder(), 'models', `x${enlargerScale}`, 'model.json'))
  const session = await openSession(enlargerGraph(model), options)
  const border = reachOf(model.layers)
  const run = async ({ data, height, width }: Planes): Promise<Planes> => {
    const bytes = Float32Array.from(data, (value) => (value + 1) * 127.5)
    const answers = await session.run({ [enlargerTensors.small]: new Tensor('float32', bytes, [1, 3, height, width]) })
    const large = answers[enlargerTensors.large]?.data
    if (!(large instanceof Float32Array)) throw new TypeError('the enlarger did not answer in float32')
    const values = Float32Array.from(large, (value) => Math.min(1, Math.max(-1, value / 127.5 - 1)))
    return { data: values, channels: 3, height: height * enlargerScale, width: width * enlargerScale }
  }
  return {
    enlarge: (picture) => inTiles(picture, { side, border, run }),
    dispose: () => session.release(),
  }
}

/** The folder of the package, which does not export its own files. */
function packageFolder(): string {
  let folder = dirname(createRequire(import.meta.url).resolve(packageName))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}

/**
 * The distance in pixels within which other pixels affect a result: half of every kernel. The last kernel works on
 * enlarged pixels.
 */
function reachOf(layers: readonly KerasLayer[]): number {
  return layers.reduce(
    (sum, layer) => sum + (layer.class_name === 'Conv2D' ? (layer.config.kernel_size[0] - 1) / 2 : 0),
    0,
  )
}

interface Tiles {
  readonly side: number
  /** Pixels around a tile that run with it and are then cut off, so that a tile's result is that of the whole picture. */
  readonly border: number
  readonly run: (tile: Planes) => Promise<Planes>
}

async function inTiles(picture: Planes, { side, border, run }: Tiles): Promise<Planes> {
  const height = picture.height * enlargerScale
  const width = picture.width * enlargerScale
  const large: Planes = { data: new Float32Array(3 * height * width), channels: 3, height, width }
  for (let top = 0; top < picture.height; top += side) {
    for (let left = 0; left < picture.width; left += side) {
      const inner = {
        top,
        left,
        bottom: Math.min(picture.height, top + side),
        right: Math.min(picture.width, left + side),
      }
      const outer = {
        top: Math.max(0, inner.top - border),
        left: Math.max(0, inner.left - border),
        bottom: Math.min(picture.height, inner.bottom + border),
        right: Math.min(picture.width, inner.right + border),
      }
      const { top: y, left: x, bottom, right } = outer
      const tile = await run(cropped(picture, { top: y, left: x, height: bottom - y, width: right - x }))
      put(tile, outer, large, inner)
    }
  }
  return large
}

interface Place {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** Writes the inner part of an enlarged tile into the enlarged picture. */
function put(tile: Planes, outer: Place, large: Planes, inner: Place): void {
  const across = (inner.right - inner.left) * enlargerScale
  for (let c = 0; c < 3; c++) {
    for (let y = inner.top * enlargerScale; y < inner.bottom * enlargerScale; y++) {
      const row = c * tile.height + y - outer.top * enlargerScale
      const from = row * tile.width + (inner.left - outer.left) * enlargerScale
      const to = (c * large.height + y) * large.width + inner.left * enlargerScale
      large.data.set(tile.data.subarray(from, from + across), to)
    }
  }
}

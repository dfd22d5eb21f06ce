/**
 * A picture or an estimate of noise as planes of numbers.
 *
 * `data` is [C, H, W], row by row. Pictures are RGB in [-1, 1]. The input of stage II has six channels: x_t, then the
 * enlarged picture. The answer of a network has six channels: ε, then the variance interpolation v.
 */
export interface Planes {
  readonly data: Float32Array
  readonly channels: number
  readonly height: number
  readonly width: number
}

/** Height and width in pixels. */
export interface Size {
  readonly height: number
  readonly width: number
}

/** Planes filled with one value. */
export function filled(channels: number, { height, width }: Size, value = 0): Planes {
  return { data: new Float32Array(channels * height * width).fill(value), channels, height, width }
}

/** The same numbers in an array of their own. */
export function copied(planes: Planes): Planes {
  return { ...planes, data: planes.data.slice() }
}

/** Cuts a rectangle out of planes, in pixels. It must lie within them. */
export function cropped(
  planes: Planes,
  { top, left, height, width }: Size & { readonly top: number; readonly left: number },
): Planes {
  const data = new Float32Array(planes.channels * height * width)
  for (let c = 0; c < planes.channels; c++) {
    for (let y = 0; y < height; y++) {
      const from = (c * planes.height + top + y) * planes.width + left
      data.set(planes.data.subarray(from, from + width), (c * height + y) * width)
    }
  }
  return { data, channels: planes.channels, height, width }
}

/** Takes `outside` where the mask [1, H, W] is 0, `inside` where it is 1, and a mixture in between. */
export function composed(outside: Planes, inside: Planes, mask: Planes): Planes {
  const data = new Float32Array(outside.data.length)
  const plane = mask.data.length
  for (let i = 0; i < data.length; i++) {
    const share = mask.data[i % plane] ?? 0
    data[i] = share * (inside.data[i] ?? 0) + (1 - share) * (outside.data[i] ?? 0)
  }
  return { ...outside, data }
}

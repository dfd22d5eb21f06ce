import { scaleOf } from '../component.ts'
import { filled, type Planes } from '../planes.ts'
import { oddSize } from './low-high.ts'
import { split } from './split.ts'

/**
 * `motion` is visible while the picture moves along its diagonal: the mean over a stretch of the diagonal, with zeros
 * beyond the edges. `still` is the rest, which is only visible while the picture stands still.
 */
export const [motion, still] = split('motion', 'still', swept)

/**
 * A picture as it looks in motion. Only the part of the stretch that lies within the picture is averaged. The component
 * itself counts zeros beyond the edges, which would fade the picture's border to grey, the middle of [-1, 1].
 */
export function motionBlurred(planes: Planes): Planes {
  const { data } = swept(planes)
  const { data: within } = swept(filled(1, planes, 1))
  for (let i = 0; i < data.length; i++) data[i] = (data[i] ?? 0) / (within[i % within.length] ?? 1)
  return { ...planes, data }
}

/** Calculates the mean over a stretch as the difference of two cumulative sums along the diagonal. */
function swept(planes: Planes): Planes {
  const { channels, height, width } = planes
  const size = oddSize(7, scaleOf(planes))
  const reach = (size - 1) / 2
  const plane = height * width
  const data = new Float32Array(planes.data.length)
  // The margin all around holds the sums of stretches that begin or end beyond an edge.
  const across = width + size
  const sums = new Float64Array((height + size) * across)
  for (let c = 0; c < channels; c++) {
    for (let y = 1; y < height + size; y++) {
      const row = y * across
      const from = c * plane + (y - reach - 1) * width - reach - 1
      const within = y > reach && y <= reach + height
      for (let x = 1; x < across; x++) {
        const here = within && x > reach && x <= reach + width ? (planes.data[from + x] ?? 0) : 0
        sums[row + x] = here + (sums[row - across + x - 1] ?? 0)
      }
    }
    for (let y = 0; y < height; y++) {
      const to = c * plane + y * width
      const start = y * across
      const end = (y + size) * across + size
      for (let x = 0; x < width; x++) data[to + x] = ((sums[end + x] ?? 0) - (sums[start + x] ?? 0)) / size
    }
  }
  return { ...planes, data }
}

export const motionKind = { name: 'motion', components: ['motion', 'still'], of: () => ({ motion, still }) } as const

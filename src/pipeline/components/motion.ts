import { difference, scaleOf, type Component } from '../component.ts'
import type { Planes } from '../planes.ts'
import { oddSize } from './low-high.ts'

/** What is left when the picture moves along its diagonal: the mean of a stretch of it, nothing beyond the edges. */
export const motion: Component = { name: 'motion', filter: swept }

/** What is seen only while it stands still. */
export const still: Component = { name: 'still', filter: (estimate) => difference(estimate, swept(estimate)) }

function swept(planes: Planes): Planes {
  const { channels, height, width } = planes
  const size = oddSize(7, scaleOf(planes))
  const reach = (size - 1) / 2
  const plane = height * width
  const data = new Float32Array(planes.data.length)
  for (let k = -reach; k <= reach; k++) {
    for (let c = 0; c < channels; c++) {
      for (let y = Math.max(0, -k); y < Math.min(height, height - k); y++) {
        const to = c * plane + y * width
        const from = to + k * width + k
        for (let x = Math.max(0, -k); x < Math.min(width, width - k); x++) {
          data[to + x] = (data[to + x] ?? 0) + (planes.data[from + x] ?? 0) / size
        }
      }
    }
  }
  return { ...planes, data }
}

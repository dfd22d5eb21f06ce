import type { Planes } from '../planes.ts'
import { split } from './split.ts'

/** `grey` is the mean of the channels, which is visible in dim light. `colour` is the difference that colour adds. */
export const [grey, colour] = split('grey', 'colour', greyed)

function greyed(planes: Planes): Planes {
  const { channels, height, width } = planes
  const plane = height * width
  const data = new Float32Array(planes.data.length)
  for (let i = 0; i < plane; i++) {
    let sum = 0
    for (let c = 0; c < channels; c++) sum += planes.data[c * plane + i] ?? 0
    for (let c = 0; c < channels; c++) data[c * plane + i] = sum / channels
  }
  return { ...planes, data }
}

export const colourKind = { name: 'colour', components: ['grey', 'colour'], of: () => ({ grey, colour }) } as const

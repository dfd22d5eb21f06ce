import { difference, type Component } from '../component.ts'
import type { Planes } from '../planes.ts'

/** The mean of the channels, in all of them: what is left in dim light. */
export const grey: Component = { name: 'grey', filter: greyed }

/** What colour adds. */
export const colour: Component = { name: 'colour', filter: (estimate) => difference(estimate, greyed(estimate)) }

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

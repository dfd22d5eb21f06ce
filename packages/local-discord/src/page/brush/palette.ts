import type { Color } from './drawing-steps.ts'

interface Swatch {
  readonly color: Color
  readonly label: string
}

/** Colours for sketches: few, and easy to tell apart. */
export const palette: readonly [Swatch, ...Swatch[]] = [
  { color: '#1b1b1b', label: 'Black' },
  { color: '#7a7a7a', label: 'Grey' },
  { color: '#ffffff', label: 'White' },
  { color: '#6b4226', label: 'Brown' },
  { color: '#d62828', label: 'Red' },
  { color: '#f07c1f', label: 'Orange' },
  { color: '#f7c530', label: 'Yellow' },
  { color: '#4f9d3a', label: 'Green' },
  { color: '#8fd0e8', label: 'Sky blue' },
  { color: '#2b62c9', label: 'Blue' },
  { color: '#7a3fb5', label: 'Purple' },
  { color: '#f2a7b8', label: 'Pink' },
]

/** The colour of a mask while it is painted, half transparent. It stands out from nearly every picture. */
export const maskColor: Color = '#ff2d87'

import type { RegionName } from './drawing-steps.ts'

interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The names of the regions on the page. */
export const regionLabels: Readonly<Record<RegionName, string>> = {
  left: 'Left half',
  right: 'Right half',
  top: 'Top half',
  bottom: 'Bottom half',
  centre: 'Centre',
  border: 'Border',
  all: 'Everything',
}

/** The rectangles of a region in a picture of this size, in whole pixels. The border is a quarter of the short side. */
export function regionRectangles(region: RegionName, width: number, height: number): readonly Rectangle[] {
  const across = Math.ceil(width / 2)
  const down = Math.ceil(height / 2)
  const edge = Math.max(1, Math.round(Math.min(width, height) / 4))
  const inner = { x: edge, y: edge, width: Math.max(1, width - 2 * edge), height: Math.max(1, height - 2 * edge) }
  switch (region) {
    case 'left':
      return [{ x: 0, y: 0, width: across, height }]
    case 'right':
      return [{ x: width - across, y: 0, width: across, height }]
    case 'top':
      return [{ x: 0, y: 0, width, height: down }]
    case 'bottom':
      return [{ x: 0, y: height - down, width, height: down }]
    case 'centre':
      return [inner]
    case 'border':
      return [
        { x: 0, y: 0, width, height: edge },
        { x: 0, y: height - edge, width, height: edge },
        { x: 0, y: edge, width: edge, height: inner.height },
        { x: width - edge, y: edge, width: edge, height: inner.height },
      ]
    case 'all':
      return [{ x: 0, y: 0, width, height }]
  }
}

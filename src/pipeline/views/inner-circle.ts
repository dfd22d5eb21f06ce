import type { Size } from '../planes.ts'
import { permutation, sourcesFrom } from './permutation.ts'
import { plainView } from './view-descriptor.ts'

/** Half a turn of the disc in the middle, whose diameter is three quarters of the short side. */
export const innerCircle = permutation({
  name: 'inner_circle',
  sources: (size) =>
    sourcesFrom(size, (y, x) => (inDisc(size, y, x) ? [size.height - 1 - y, size.width - 1 - x] : [y, x])),
})

function inDisc({ height, width }: Size, y: number, x: number): boolean {
  const radius = (Math.min(height, width) * 3) / 8
  return (x - (width - 1) / 2) ** 2 + (y - (height - 1) / 2) ** 2 < radius ** 2
}

export const innerCircleView = plainView('inner_circle', 'the inner circle turned', innerCircle)

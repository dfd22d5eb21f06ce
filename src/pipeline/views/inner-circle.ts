import type { Size } from '../planes.ts'
import { permutation, sourcesFrom } from './permutation.ts'

/** The disc in the middle, three quarters of the short side across, turned by half. */
export const innerCircle = permutation({
  name: 'inner_circle',
  sources: (size) =>
    sourcesFrom(size, (y, x) => (inDisc(size, y, x) ? [size.height - 1 - y, size.width - 1 - x] : [y, x])),
  motion(size) {
    const { height, width } = size
    const centre = { x: (width - 1) / 2, y: (height - 1) / 2 }
    const all = Int32Array.from({ length: height * width }, (_, i) => i)
    const inside = (i: number) => inDisc(size, Math.floor(i / width), i % width)
    return {
      kind: 'pieces',
      pieces: [
        { pixels: all.filter((i) => !inside(i)), from: centre, to: centre, turn: 0 },
        { pixels: all.filter(inside), from: centre, to: centre, turn: Math.PI },
      ],
    }
  },
})

function inDisc({ height, width }: Size, y: number, x: number): boolean {
  const radius = (Math.min(height, width) * 3) / 8
  return (x - (width - 1) / 2) ** 2 + (y - (height - 1) / 2) ** 2 < radius ** 2
}

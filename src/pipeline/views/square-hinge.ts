import { permutation, sourcesFrom } from './permutation.ts'
import { squareOnly } from './square-only.ts'
import { plainView } from './view-descriptor.ts'

/**
 * Three by three squares, each given a quarter turn, alternately clockwise and counter-clockwise, as if hinged at their
 * corners. The remainder at the right and at the bottom stays in place: one pixel, both at 64 and at 256 px.
 */
export const squareHinge = permutation({
  name: 'square_hinge',
  sources(size) {
    const side = Math.floor(size.width / 3)
    return sourcesFrom(size, (y, x) => {
      const row = Math.floor(y / side)
      const column = Math.floor(x / side)
      if (row > 2 || column > 2) return [y, x]
      const [top, left] = [row * side, column * side]
      return clockwise(row, column)
        ? [top + side - 1 - (x - left), left + (y - top)]
        : [top + (x - left), left + side - 1 - (y - top)]
    })
  },
  check: squareOnly('square_hinge'),
})

function clockwise(row: number, column: number): boolean {
  return (row + column) % 2 === 0
}

export const squareHingeView = plainView('square_hinge', 'squares turned on their hinges', squareHinge)

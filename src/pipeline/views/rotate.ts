import { permutation, sourcesFrom } from './permutation.ts'
import { squareOnly } from './square-only.ts'
import { plainView } from './view-descriptor.ts'

/** A quarter turn clockwise; square pictures only. */
export const rotateClockwise = permutation({
  name: 'rotate_cw',
  sources: (size) => sourcesFrom(size, (y, x) => [size.height - 1 - x, y]),
  check: squareOnly('rotate_cw'),
})

/** A quarter turn counter-clockwise; square pictures only. */
export const rotateCounterClockwise = permutation({
  name: 'rotate_ccw',
  sources: (size) => sourcesFrom(size, (y, x) => [x, size.width - 1 - y]),
  check: squareOnly('rotate_ccw'),
})

/** Half a turn. */
export const rotateHalf = permutation({
  name: 'rotate_180',
  sources: (size) => sourcesFrom(size, (y, x) => [size.height - 1 - y, size.width - 1 - x]),
})

export const rotateClockwiseView = plainView('rotate_cw', 'a quarter turn clockwise', rotateClockwise)

export const rotateCounterClockwiseView = plainView(
  'rotate_ccw',
  'a quarter turn counter-clockwise',
  rotateCounterClockwise,
)

export const rotateHalfView = plainView('rotate_180', 'half a turn', rotateHalf)

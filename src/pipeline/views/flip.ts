import { permutation, sourcesFrom } from './permutation.ts'
import { plainView } from './view-descriptor.ts'

/** Reverses the rows: upside down, like a reflection in a lake. */
export const flip = permutation({
  name: 'flip',
  sources: (size) => sourcesFrom(size, (y, x) => [size.height - 1 - y, x]),
})

export const flipView = plainView('flip', 'flipped upside down', flip)

import { z } from 'zod'
import { UserError } from '#src/errors.ts'
import type { View } from '../view.ts'
import { jigsawPieces, turnedPlace } from './jigsaw-pieces.ts'
import { shuffled } from './patch-permute.ts'
import { permutation } from './permutation.ts'
import { squareOnly } from './square-only.ts'
import { moveSeed, type ViewDescriptor } from './view-descriptor.ts'

/** The default seed of the puzzle. */
const usualSeed = 1

/**
 * A jigsaw of four by four interlocking pieces, rearranged.
 *
 * The cut looks the same after a quarter turn about the middle, so a piece fits wherever such turns take it: corners
 * to corners, edges to edges, inner pieces to inner pieces. The seed decides where each piece goes, and every piece moves.
 */
export function jigsaw(seed = usualSeed): View {
  const turns = turnsOf(seed)
  return permutation({
    name: 'jigsaw',
    sources(size) {
      const pieces = jigsawPieces(size.width)
      // The turn takes each pixel of a piece to a new place. For that place, the pixel is the source.
      const sources = new Int32Array(size.height * size.width)
      for (let i = 0; i < sources.length; i++) {
        const [y, x] = turned(Math.floor(i / size.width), i % size.width, size.width, turns[pieces[i] ?? 0] ?? 0)
        sources[y * size.width + x] = i
      }
      return sources
    },
    check(size) {
      squareOnly('jigsaw')(size)
      if (size.width % 8 === 0 && size.width >= 32) return
      throw new UserError(
        'view-impossible',
        `A jigsaw needs a side of 32 pixels or more that 8 divides, not ${size.width}.`,
        { ...size },
      )
    },
  })
}

/** The clockwise quarter turns of the piece at each of the sixteen places, about the middle of the puzzle. */
function turnsOf(seed: number): number[] {
  const turns = Array.from({ length: 16 }, () => 0)
  // A corner, the two kinds of edge and an inner piece. Turning each gives its four places.
  for (const [kind, first] of [0, 1, 2, 5].entries()) {
    const places = [0, 1, 2, 3].map((quarters) => turnedPlace(first, quarters))
    const order = derangement(seed * 4 + kind)
    for (const [i, place] of places.entries()) turns[place] = ((order[i] ?? 0) - i + 4) % 4
  }
  return turns
}

/** A shuffle of 0 … 3 that leaves no number in place. */
function derangement(seed: number): number[] {
  for (let attempt = 0; ; attempt++) {
    const order = shuffled(4, seed + attempt * 1_000_003)
    if (order.every((to, from) => to !== from)) return order
  }
}

/** The position of a pixel after clockwise quarter turns about the middle of a square. */
function turned(y: number, x: number, side: number, quarters: number): readonly [number, number] {
  if (quarters === 1) return [x, side - 1 - y]
  if (quarters === 2) return [side - 1 - y, side - 1 - x]
  if (quarters === 3) return [side - 1 - x, y]
  return [y, x]
}

const jigsawSpec = z.strictObject({ name: z.literal('jigsaw'), seed: moveSeed })

export const jigsawView = {
  name: 'jigsaw',
  label: 'jigsaw pieces moved',
  schema: jigsawSpec,
  key: ({ seed = usualSeed }) => `jigsaw ${seed}`,
  of: ({ seed }) => jigsaw(seed),
} as const satisfies ViewDescriptor<z.infer<typeof jigsawSpec>>

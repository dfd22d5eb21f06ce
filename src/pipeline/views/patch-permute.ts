import { z } from 'zod'
import { UserError } from '#src/errors.ts'
import type { Size } from '../planes.ts'
import { mersenneTwister } from '../random.ts'
import type { View } from '../view.ts'
import { permutation, sourcesFrom } from './permutation.ts'
import { moveSeed, type ViewDescriptor } from './view-descriptor.ts'

/** The default number of pieces per side and the default seed. */
const usualPatches = 8
const usualPixels = 64
const usualSeed = 0

/** Square patches, shuffled according to a seed. The shuffle is the same at every size. */
export function patchPermute(pieces = usualPatches, seed = usualSeed): View {
  return shuffledPatches('patch_permute', pieces, seed)
}

/** Like `patchPermute`, with pieces of one pixel of the 64 px picture. */
export function pixelPermute(pieces = usualPixels, seed = usualSeed): View {
  return shuffledPatches('pixel_permute', pieces, seed)
}

function shuffledPatches(name: string, pieces: number, seed: number): View {
  // shown[i]: the patch of the picture that is seen at place i
  const shown = shuffled(pieces * pieces, seed)
  const patch = ({ height, width }: Size) => ({ height: height / pieces, width: width / pieces })

  return permutation({
    name,
    sources(size) {
      const { height, width } = patch(size)
      return sourcesFrom(size, (y, x) => {
        const from = shown[Math.floor(y / height) * pieces + Math.floor(x / width)] ?? 0
        return [Math.floor(from / pieces) * height + (y % height), (from % pieces) * width + (x % width)]
      })
    },
    check({ height, width }) {
      if (height % pieces === 0 && width % pieces === 0) return
      throw new UserError(
        'view-impossible',
        `The view ${name} cannot cut ${width} × ${height} pixels into ${pieces} whole pieces a side: choose another number of pieces.`,
        { view: name, pieces, height, width },
      )
    },
  })
}

/** The numbers 0 … count − 1, shuffled according to a seed (Fisher and Yates). */
export function shuffled(count: number, seed: number): number[] {
  const twister = mersenneTwister(seed)
  const order = Array.from({ length: count }, (_, i) => i)
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor((twister.next() / 2 ** 32) * (last + 1))
    const value = order[last] ?? 0
    order[last] = order[other] ?? 0
    order[other] = value
  }
  return order
}

/** The number of pieces per side. It must divide 64, so that pieces have whole pixels at both stages. */
const piecesASide = z
  .union(
    [2, 4, 8, 16, 32, 64].map((n) => z.literal(n)),
    { error: 'must be 2, 4, 8, 16, 32 or 64 (pieces a side)' },
  )
  .optional()

/** The views `patch_permute` and `pixel_permute`, which differ only in the number of pieces. */
const keyOf = (pieces: number, seed = usualSeed): string => `shuffled ${pieces} ${seed}`

const patchSpec = z.strictObject({ name: z.literal('patch_permute'), pieces: piecesASide, seed: moveSeed })

export const patchPermuteView = {
  name: 'patch_permute',
  label: 'square patches shuffled',
  schema: patchSpec,
  key: ({ pieces = usualPatches, seed }) => keyOf(pieces, seed),
  of: ({ pieces, seed }) => patchPermute(pieces, seed),
} as const satisfies ViewDescriptor<z.infer<typeof patchSpec>>

const pixelSpec = z.strictObject({ name: z.literal('pixel_permute'), pieces: piecesASide, seed: moveSeed })

export const pixelPermuteView = {
  name: 'pixel_permute',
  label: 'tiny squares shuffled',
  schema: pixelSpec,
  key: ({ pieces = usualPixels, seed }) => keyOf(pieces, seed),
  of: ({ pieces, seed }) => pixelPermute(pieces, seed),
} as const satisfies ViewDescriptor<z.infer<typeof pixelSpec>>

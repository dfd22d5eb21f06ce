import { UserError } from '#src/errors.ts'
import type { Size } from '../planes.ts'
import { mersenneTwister } from '../random.ts'
import type { View } from '../view.ts'
import { permutation, sourcesFrom } from './permutation.ts'

/** Square patches, shuffled by a seed; the same shuffle at every size. */
export function patchPermute(pieces = 8, seed = 0): View {
  return shuffledPatches('patch_permute', pieces, seed)
}

/** As `patchPermute`, in pieces of one pixel of the 64 px picture. */
export function pixelPermute(pieces = 64, seed = 0): View {
  return shuffledPatches('pixel_permute', pieces, seed)
}

function shuffledPatches(name: string, pieces: number, seed: number): View {
  // shown[i]: which patch of the picture is seen at place i
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

/** 0 … count − 1 in an order that a seed decides (Fisher and Yates). */
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

import type { Planes, Size } from '../planes.ts'
import type { View } from '../view.ts'

interface Permutation {
  readonly name: string
  /** For every pixel of the view, the pixel of the picture that it shows: a permutation of 0 … height·width − 1. */
  sources(size: Size): Int32Array
  check?(size: Size): void
}

/** A view that rearranges pixels in the same way in every channel. It is orthogonal because it is a permutation. */
export function permutation({ name, sources, check }: Permutation): View {
  const known = new Map<string, Int32Array>()
  const sourcesAt = ({ height, width }: Size): Int32Array => {
    const key = `${height}x${width}`
    const found = known.get(key)
    if (found !== undefined) return found
    check?.({ height, width })
    const made = sources({ height, width })
    known.set(key, made)
    return made
  }

  const apply = (x: Planes): Planes => {
    const from = sourcesAt(x)
    const data = new Float32Array(x.data.length)
    for (let offset = 0; offset < data.length; offset += from.length) {
      for (let i = 0; i < from.length; i++) data[offset + i] = x.data[offset + (from[i] ?? 0)] ?? 0
    }
    return { ...x, data }
  }

  const invert = (seen: Planes): Planes => {
    const from = sourcesAt(seen)
    const data = new Float32Array(seen.data.length)
    for (let offset = 0; offset < data.length; offset += from.length) {
      for (let i = 0; i < from.length; i++) data[offset + (from[i] ?? 0)] = seen.data[offset + i] ?? 0
    }
    return { ...seen, data }
  }

  return { name, apply, invert, invertVariance: invert, ...(check === undefined ? {} : { check }) }
}

/** Builds sources from a function that maps a place in the view to the place in the picture that it shows. */
export function sourcesFrom(
  { height, width }: Size,
  shown: (y: number, x: number) => readonly [y: number, x: number],
): Int32Array {
  const sources = new Int32Array(height * width)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [fromY, fromX] = shown(y, x)
      sources[y * width + x] = fromY * width + fromX
    }
  }
  return sources
}

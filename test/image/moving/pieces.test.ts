import { describe, expect, it } from 'vitest'
import { canvas } from '#src/image/moving/canvas.ts'
import { drawPieces } from '#src/image/moving/move-pieces.ts'
import { piecesBetween } from '#src/image/moving/pieces.ts'
import type { Picture } from '#src/image/picture.ts'
import { viewNames, viewOf, type ViewSpec } from '#src/pipeline/views/registry.ts'

const size = { width: 64, height: 64 }
const identity = viewOf({ name: 'identity' })

/** A picture whose every pixel is a colour of its own, away from the colour of the paper. */
const colourful: Picture = {
  ...size,
  data: Uint8Array.from({ length: 64 * 64 * 4 }, (_, i) => {
    const at = i >> 2
    return [3 * (at % 64), 3 * (at >> 6), 17, 255][i % 4] ?? 0
  }),
}

/** What a view shows, by the view itself, as bytes; a negative turned around the middle. */
function shown(spec: ViewSpec): Uint8Array {
  const planes = Float32Array.from(
    { length: 3 * 4096 },
    (_, i) => (colourful.data[4 * (i % 4096) + Math.floor(i / 4096)] ?? 0) - 127.5,
  )
  const { data } = viewOf(spec).apply({ data: planes, channels: 3, ...size })
  return Uint8Array.from({ length: 4 * 4096 }, (_, i) =>
    i % 4 === 3 ? 255 : Math.round((data[(i % 4) * 4096 + (i >> 2)] ?? 0) + 127.5),
  )
}

function drawn(from: ViewSpec, to: ViewSpec, progress: number): Uint8Array {
  const frame = canvas(64, 64)
  const seen = { ...size, data: shown(from) }
  drawPieces(frame, seen, piecesBetween(viewOf(from), viewOf(to), size), progress, { left: 0, top: 0 })
  return frame.data
}

/** Levels of 255 between two pictures, at most. */
function difference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? 0))), 0)
}

describe.each(viewNames.map((name): [string] => [name]))('the way to %s', (name) => {
  const spec = { name } as ViewSpec

  it('begins with the picture as it is and ends with the view', () => {
    expect(difference(drawn({ name: 'identity' }, spec, 0), colourful.data)).toBe(0)
    expect(difference(drawn({ name: 'identity' }, spec, 1), shown(spec))).toBeLessThanOrEqual(1)
  })

  it('can also lead to another view', () => {
    expect(difference(drawn(spec, { name: 'rotate_cw' }, 0), shown(spec))).toBe(0)
    expect(difference(drawn(spec, { name: 'rotate_cw' }, 1), shown({ name: 'rotate_cw' }))).toBeLessThanOrEqual(1)
  })

  it('assigns every pixel to one piece', () => {
    const { pieces, owner } = piecesBetween(identity, viewOf(spec), size)
    expect(new Set(owner)).toEqual(new Set(pieces.keys()))
  })
})

describe('piecesBetween', () => {
  it.each<[ViewSpec, number]>([
    [{ name: 'identity' }, 1],
    [{ name: 'flip' }, 1],
    [{ name: 'rotate_180' }, 1],
    [{ name: 'negate' }, 1],
    [{ name: 'inner_circle' }, 2],
    [{ name: 'square_hinge' }, 10],
  ])('finds %j to have the expected number of pieces: %i', (spec, count) => {
    expect(piecesBetween(identity, viewOf(spec), size).pieces).toHaveLength(count)
  })

  it('keeps jigsaw pieces whole', () => {
    const { pieces } = piecesBetween(identity, viewOf({ name: 'jigsaw' }), size)
    expect(pieces.length).toBeGreaterThan(3)
    expect(pieces.length).toBeLessThanOrEqual(16)
  })

  it('knows which direction is inverted', () => {
    const negate = viewOf({ name: 'negate' })
    expect(piecesBetween(identity, negate, size).negated).toBe(true)
    expect(piecesBetween(negate, identity, size).negated).toBe(true)
    expect(piecesBetween(negate, negate, size).negated).toBe(false)
  })
})

describe('drawPieces', () => {
  it('turns about the centre: half of a half turn is a quarter turn', () => {
    const half = drawn({ name: 'identity' }, { name: 'rotate_180' }, 0.5)
    expect(difference(half, shown({ name: 'rotate_cw' }))).toBeLessThanOrEqual(1)
  })

  it('narrows a flipped piece to a line halfway', () => {
    const edge = drawn({ name: 'identity' }, { name: 'flip' }, 0.5)
    expect(difference(edge, canvas(64, 64).data)).toBe(0)
  })
})

import type { Size } from '#src/pipeline/planes.ts'
import type { View } from '#src/pipeline/view.ts'

/** A part of a picture that moves as one: it may be rotated, turned over or moved. */
export interface Piece {
  /** The middle of its bounding box in the first view, in pixels. The middle of pixel (0, 0) is (0, 0). */
  readonly centre: Point
  /** The same point in the second view. */
  readonly target: Point
  /** Half its width and height in the first view. */
  readonly reach: Point
  /** What a step to the right and a step down in the first view become in the second. */
  readonly right: Point
  readonly down: Point
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** The pieces that move between two views of a picture. */
export interface Pieces {
  readonly pieces: readonly Piece[]
  /** [H, W]: the index of the piece to which each pixel of the first view belongs. */
  readonly owner: Int32Array
  /** Whether light and dark are swapped. */
  readonly negated: boolean
}

/**
 * Finds out how a picture moves from one view to another from the views alone. Both views are applied to the numbers of the
 * pixels, and pixels that keep their neighbours form a piece. So every pair of views can be animated without further knowledge.
 */
export function piecesBetween(from: View, to: View, size: Size): Pieces {
  const first = lookAt(from, size)
  const second = lookAt(to, size)
  const place = new Int32Array(first.pixels.length)
  for (const [at, pixel] of second.pixels.entries()) place[pixel] = at
  const destination = first.pixels.map((pixel) => place[pixel] ?? 0)
  return { ...grow(destination, size), negated: first.negated !== second.negated }
}

/** Which pixel of the picture a view shows at each place, and whether as a negative. */
function lookAt(view: View, { width, height }: Size): { readonly pixels: Int32Array; readonly negated: boolean } {
  const numbers = Float32Array.from({ length: width * height }, (_, i) => i + 1)
  const { data } = view.apply({ data: numbers, channels: 1, height, width })
  return { pixels: Int32Array.from(data, (number) => Math.abs(number) - 1), negated: (data[0] ?? 0) < 0 }
}

function grow(destination: Int32Array, { width, height }: Size): Omit<Pieces, 'negated'> {
  const owner = new Int32Array(width * height).fill(-1)
  const pieces: Piece[] = []
  const pointOf = (at: number): Point => ({ x: at % width, y: Math.floor(at / width) })
  const goal = (at: number): Point => pointOf(destination[at] ?? 0)

  for (let seed = 0; seed < owner.length; seed++) {
    if (owner[seed] !== -1) continue
    const start = pointOf(seed)
    const { right, down } = directions(seed, goal, start, { width, height })
    const origin = goal(seed)
    const belongs = (at: number): boolean => {
      const { x, y } = pointOf(at)
      const { x: gx, y: gy } = goal(at)
      const dx = x - start.x
      const dy = y - start.y
      return gx === origin.x + dx * right.x + dy * down.x && gy === origin.y + dx * right.y + dy * down.y
    }
    const box = { left: start.x, right: start.x, top: start.y, bottom: start.y }
    const open = [seed]
    owner[seed] = pieces.length
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const { x, y } = pointOf(at)
      box.left = Math.min(box.left, x)
      box.right = Math.max(box.right, x)
      box.top = Math.min(box.top, y)
      box.bottom = Math.max(box.bottom, y)
      const neighbours = [
        x > 0 ? at - 1 : -1,
        x < width - 1 ? at + 1 : -1,
        y > 0 ? at - width : -1,
        y < height - 1 ? at + width : -1,
      ]
      for (const next of neighbours) {
        if (next < 0 || owner[next] !== -1 || !belongs(next)) continue
        owner[next] = pieces.length
        open.push(next)
      }
    }
    const centre = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }
    const dx = centre.x - start.x
    const dy = centre.y - start.y
    pieces.push({
      centre,
      target: { x: origin.x + dx * right.x + dy * down.x, y: origin.y + dx * right.y + dy * down.y },
      reach: { x: (box.right - box.left + 1) / 2, y: (box.bottom - box.top + 1) / 2 },
      right,
      down,
    })
  }
  return { pieces, owner }
}

/** What steps from a pixel become, as far as its neighbours show. Otherwise the piece counts as not turned over. */
function directions(seed: number, goal: (at: number) => Point, { x, y }: Point, { width, height }: Size) {
  const here = goal(seed)
  const step = (inside: boolean, at: number): Point | undefined => {
    if (!inside) return undefined
    const there = goal(at)
    const move = { x: there.x - here.x, y: there.y - here.y }
    return Math.abs(move.x) + Math.abs(move.y) === 1 ? move : undefined
  }
  const right = step(x < width - 1, seed + 1)
  const down = step(y < height - 1, seed + width)
  if (right && down && right.x * down.x + right.y * down.y === 0) return { right, down }
  if (right) return { right, down: { x: -right.y, y: right.x } }
  if (down) return { right: { x: down.y, y: -down.x }, down }
  return { right: { x: 1, y: 0 }, down: { x: 0, y: 1 } }
}

import type { Picture } from '../picture.ts'
import { sample } from './canvas.ts'
import type { Piece, Pieces, Point } from './pieces.ts'

/** The position of the picture's upper left pixel on the frame. */
export interface Place {
  readonly left: number
  readonly top: number
}

/**
 * Draws the pieces of a picture on a frame at `progress` (0 … 1) between one view and the other. Pieces that are turned over
 * narrow to a line and widen again like a card.
 */
export function drawPieces(
  frame: Picture,
  picture: Picture,
  { pieces, owner, negated }: Pieces,
  progress: number,
  place: Place,
): void {
  const light = negated ? 1 - 2 * progress : 1
  const order = pieces.map((piece, index) => ({ piece, index })).sort((a, b) => distance(a.piece) - distance(b.piece))
  for (const { piece, index } of order) drawPiece(frame, picture, owner, piece, index, progress, place, light)
}

/** How far a piece moves. Pieces that stay are drawn below those that move. */
function distance({ centre, target, right }: Piece): number {
  return Math.hypot(target.x - centre.x, target.y - centre.y) + (right.x === 1 ? 0 : 1)
}

function drawPiece(
  frame: Picture,
  picture: Picture,
  owner: Int32Array,
  piece: Piece,
  index: number,
  progress: number,
  { left, top }: Place,
  light: number,
): void {
  const turn = turnOf(piece, progress)
  const back = inverseOf(turn)
  if (back === undefined) return
  const { centre, target } = piece
  const x0 = centre.x + (target.x - centre.x) * progress
  const y0 = centre.y + (target.y - centre.y) * progress
  const reachX = Math.abs(turn.a) * piece.reach.x + Math.abs(turn.b) * piece.reach.y + 1
  const reachY = Math.abs(turn.c) * piece.reach.x + Math.abs(turn.d) * piece.reach.y + 1
  const colour = new Float64Array(3)
  const fromY = Math.max(0, Math.floor(y0 + top - reachY))
  const toY = Math.min(frame.height - 1, Math.ceil(y0 + top + reachY))
  const fromX = Math.max(0, Math.floor(x0 + left - reachX))
  const toX = Math.min(frame.width - 1, Math.ceil(x0 + left + reachX))
  for (let y = fromY; y <= toY; y++) {
    for (let x = fromX; x <= toX; x++) {
      const dx = x - left - x0
      const dy = y - top - y0
      const sx = centre.x + back.a * dx + back.b * dy
      const sy = centre.y + back.c * dx + back.d * dy
      const px = Math.round(sx)
      const py = Math.round(sy)
      if (px < 0 || py < 0 || px >= picture.width || py >= picture.height) continue
      if (owner[py * picture.width + px] !== index) continue
      sample(picture, sx, sy, colour)
      const at = 4 * (y * frame.width + x)
      for (let c = 0; c < 3; c++) frame.data[at + c] = Math.round(127.5 + ((colour[c] ?? 0) - 127.5) * light)
    }
  }
}

/** x' = a·x + b·y, y' = c·x + d·y */
interface Matrix {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
}

function turnOf({ right, down }: Piece, progress: number): Matrix {
  if (right.x * down.y - right.y * down.x > 0) {
    const angle = angleOf(right) * progress
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    return { a: cos, b: -sin, c: sin, d: cos }
  }
  // The piece is turned over an axis: distances along the axis stay, distances across it are mirrored.
  const axis = angleOf(right) / 2
  const [x, y] = [Math.cos(axis), Math.sin(axis)]
  const across = Math.cos(Math.PI * progress)
  return { a: x * x + across * y * y, b: (1 - across) * x * y, c: (1 - across) * x * y, d: y * y + across * x * x }
}

function angleOf({ x, y }: Point): number {
  return Math.atan2(y, x)
}

/** The inverse of a matrix, or undefined where the piece is seen from its edge. */
function inverseOf({ a, b, c, d }: Matrix): Matrix | undefined {
  const area = a * d - b * c
  return Math.abs(area) < 0.01 ? undefined : { a: d / area, b: -b / area, c: -c / area, d: a / area }
}

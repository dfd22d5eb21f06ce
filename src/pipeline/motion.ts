/**
 * How a picture becomes what a view shows, as rigid pieces and the like: what a moving picture needs.
 *
 * Coordinates are pixels, x to the right and y down, pixel centres at whole numbers, the top left pixel at 0, 0.
 * Turns are clockwise as seen on a screen.
 */
export type Motion =
  /** Nothing moves. */
  | { readonly kind: 'still' }
  /** Pieces slide, turn and flip from where they are to where they are seen; together they cover the picture. */
  | { readonly kind: 'pieces'; readonly pieces: readonly Piece[] }
  /** Column x moves down by `shifts[x]` pixels and comes in again at the top. */
  | { readonly kind: 'columns'; readonly shifts: readonly number[] }
  /** Every value becomes its opposite: colours fade through grey. */
  | { readonly kind: 'negative' }

/** A part of the picture that moves as one. */
export interface Piece {
  /** Its pixels in the picture, as indices y·width + x, ascending. */
  readonly pixels: Int32Array
  /** The point that it turns and flips about, before and after the move. */
  readonly from: Point
  readonly to: Point
  /** In radians, clockwise; animate it as a turn, not as a cross-fade. */
  readonly turn: number
  /** Flips over like a card: `rows` turns it upside down, `columns` left to right. */
  readonly flip?: 'rows' | 'columns'
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** Where a piece is between its two places. */
export interface Pose {
  readonly centre: Point
  /** Radians, clockwise. */
  readonly turn: number
  /** Of the piece's own rows and columns, before it is turned: 1 as it is, −1 flipped, 0 seen from the edge. */
  readonly scaleX: number
  readonly scaleY: number
}

/** @param progress 0: the picture, 1: what the view shows; ease it before */
export function poseOf({ from, to, turn, flip }: Piece, progress: number): Pose {
  const scale = Math.cos(progress * Math.PI)
  return {
    centre: { x: from.x + (to.x - from.x) * progress, y: from.y + (to.y - from.y) * progress },
    turn: turn * progress,
    scaleX: flip === 'columns' ? scale : 1,
    scaleY: flip === 'rows' ? scale : 1,
  }
}

/** The one piece that a whole picture is. */
export function wholePiece(
  { height, width }: { readonly height: number; readonly width: number },
  move: Pick<Piece, 'turn' | 'flip'>,
): Motion {
  const centre = { x: (width - 1) / 2, y: (height - 1) / 2 }
  const pixels = Int32Array.from({ length: height * width }, (_, i) => i)
  return { kind: 'pieces', pieces: [{ pixels, from: centre, to: centre, ...move }] }
}

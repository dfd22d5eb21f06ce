/**
 * Cuts a square picture into a jigsaw of four by four pieces. Returns the number of every pixel's piece, row by row from 0
 * at the top left to 15 at the bottom right.
 *
 * Neighbours interlock by a knob in the middle of their shared side. A piece whose row and column add up to an even
 * number has its knobs left and right, the others above and below, so that the cut looks the same after a quarter turn
 * about the middle. Only the top left quarter is computed. The others are exact turns of it.
 *
 * @param side in pixels, even
 */
export function jigsawPieces(side: number): Uint8Array {
  const pieces = new Uint8Array(side * side)
  const half = side / 2
  for (let y = 0; y < half; y++) {
    for (let x = 0; x < half; x++) {
      const piece = pieceAt(((x + 0.5) / side) * 4, ((y + 0.5) / side) * 4)
      pieces[y * side + x] = piece
      pieces[x * side + (side - 1 - y)] = turnedPlace(piece, 1)
      pieces[(side - 1 - y) * side + (side - 1 - x)] = turnedPlace(piece, 2)
      pieces[(side - 1 - x) * side + y] = turnedPlace(piece, 3)
    }
  }
  return pieces
}

/** The place to which clockwise quarter turns about the middle take a place of the puzzle. */
export function turnedPlace(place: number, quarters: number): number {
  let [row, column] = [Math.floor(place / 4), place % 4]
  for (let turn = 0; turn < quarters; turn++) [row, column] = [column, 3 - row]
  return placeOf(row, column)
}

function placeOf(row: number, column: number): number {
  return row * 4 + column
}

/** The piece at a point, in units of a piece's side, 0 to 4. */
function pieceAt(x: number, y: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)]
  // A piece with knobs left and right has holes above and below, where its neighbours' knobs reach into it.
  const sideways = (row + column) % 2 === 0
  const [dx, dy] = [x - column - 0.5, y - row - 0.5]
  const neighbour = sideways
    ? inKnob(0.5 - Math.abs(dy), dx) && placeOf(row + Math.sign(dy), column)
    : inKnob(0.5 - Math.abs(dx), dy) && placeOf(row, column + Math.sign(dx))
  if (neighbour === false) return placeOf(row, column)
  // The rim of the puzzle is straight.
  const outside = sideways ? row + Math.sign(dy) < 0 : column + Math.sign(dx) < 0
  return outside ? placeOf(row, column) : neighbour
}

/**
 * Whether a point lies in the knob that reaches in from a side: a round head on a neck.
 *
 * @param depth the distance from the side
 * @param along the distance from the middle of the side
 */
function inKnob(depth: number, along: number): boolean {
  const head = (depth - 0.15) ** 2 + along ** 2 < 0.13 ** 2
  const neck = depth < 0.15 && Math.abs(along) < 0.085
  return head || neck
}

import type { Piece } from '../motion.ts'
import { permutation, sourcesFrom } from './permutation.ts'
import { squareOnly } from './square-only.ts'

/**
 * Three by three squares, each turned by a quarter: clockwise and counter-clockwise by turns, as if hinged at their
 * corners. What is left at the right and the bottom (a pixel, at 64 and at 256 px) stays.
 */
export const squareHinge = permutation({
  name: 'square_hinge',
  sources(size) {
    const side = Math.floor(size.width / 3)
    return sourcesFrom(size, (y, x) => {
      const row = Math.floor(y / side)
      const column = Math.floor(x / side)
      if (row > 2 || column > 2) return [y, x]
      const [top, left] = [row * side, column * side]
      return clockwise(row, column)
        ? [top + side - 1 - (x - left), left + (y - top)]
        : [top + (x - left), left + side - 1 - (y - top)]
    })
  },
  motion({ height, width }) {
    const side = Math.floor(width / 3)
    const all = Int32Array.from({ length: height * width }, (_, i) => i)
    const squareOf = (i: number) => {
      const row = Math.floor(i / width / side)
      const column = Math.floor((i % width) / side)
      return row > 2 || column > 2 ? 9 : row * 3 + column
    }
    const squares = Array.from({ length: 9 }, (_, square): Piece => {
      const [row, column] = [Math.floor(square / 3), square % 3]
      const centre = { x: column * side + (side - 1) / 2, y: row * side + (side - 1) / 2 }
      const turn = (clockwise(row, column) ? 1 : -1) * (Math.PI / 2)
      return { pixels: all.filter((i) => squareOf(i) === square), from: centre, to: centre, turn }
    })
    const middle = { x: (width - 1) / 2, y: (height - 1) / 2 }
    const rest: Piece = { pixels: all.filter((i) => squareOf(i) === 9), from: middle, to: middle, turn: 0 }
    return { kind: 'pieces', pieces: rest.pixels.length === 0 ? squares : [rest, ...squares] }
  },
  check: squareOnly('square_hinge'),
})

function clockwise(row: number, column: number): boolean {
  return (row + column) % 2 === 0
}

/** How many of the six columns and how many rows a picture takes. */
interface Cell {
  readonly columns: 2 | 3 | 4 | 6
  readonly rows: 1 | 2
}

const whole: Cell = { columns: 6, rows: 1 }
const half: Cell = { columns: 3, rows: 1 }
const third: Cell = { columns: 2, rows: 1 }

const repeat = (cell: Cell, count: number): readonly Cell[] => Array.from({ length: count }, () => cell)

/** Discord's arrangements of two to ten pictures, by their number. */
const arrangements: readonly (readonly Cell[])[] = [
  [],
  [whole],
  [half, half],
  [{ columns: 4, rows: 2 }, third, third],
  repeat(half, 4),
  [...repeat(half, 2), ...repeat(third, 3)],
  repeat(third, 6),
  [whole, ...repeat(third, 6)],
  [...repeat(half, 2), ...repeat(third, 6)],
  repeat(third, 9),
  [whole, ...repeat(third, 9)],
]

/** A cell for each of `count` pictures. From the eleventh on, three share a row. */
export function galleryLayout(count: number): readonly Cell[] {
  return arrangements[count] ?? [...(arrangements[10] ?? []), ...repeat(third, Math.max(0, count - 10))]
}

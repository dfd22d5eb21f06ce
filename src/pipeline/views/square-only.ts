import { UserError } from '#src/errors.ts'
import type { Size } from '../planes.ts'

/** Refuses sizes that are not square, for views with quarter turns. */
export function squareOnly(name: string): (size: Size) => void {
  return ({ height, width }) => {
    if (height === width) return
    throw new UserError('view-impossible', `The view ${name} needs a square picture, not ${width} × ${height}.`, {
      view: name,
      height,
      width,
    })
  }
}

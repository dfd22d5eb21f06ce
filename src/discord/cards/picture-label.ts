import { type DrawRequest, modeOf } from '#src/requests/draw-request.ts'
import type { Result } from '#src/store/store.ts'

/** What tells one of several pictures from the others: its strength, its place in a comparison, else its seed. */
export const labelOf = (request: DrawRequest, { picture, seed }: Result): string =>
  modeOf(request).pictureLabel?.(request, picture) ?? `seed ${seed}`

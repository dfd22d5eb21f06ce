/** Something that a round reveals as time goes by. */
export type Hint =
  /** The picture in full detail. */
  | { readonly kind: 'sharper' }
  /** Another reading: turned, or seen from further away. */
  | { readonly kind: 'reading'; readonly reading: number }

/** What a round shows at its start, and its hints in order. */
export interface HintPlan {
  /** The reading that is shown first. */
  readonly reading: number
  /** Whether it is blurred at first. */
  readonly soft: boolean
  readonly hints: readonly Hint[]
}

/**
 * The hints of an illusion with this many readings.
 *
 * An anagram begins soft, becomes sharper and is then turned. A hybrid is seen from near first: without details it would
 * show the far reading, so it begins sharp and only steps back.
 */
export function hintPlan(readings: number, next: 'turn' | 'stepBack'): HintPlan {
  const first = next === 'stepBack' ? Math.max(0, readings - 1) : 0
  const others = Array.from({ length: Math.max(0, readings - 1) }, (_, index) => (first + index + 1) % readings)
  const order = next === 'stepBack' ? others.toReversed() : others
  const shown = order.map((reading): Hint => ({ kind: 'reading', reading }))
  return next === 'stepBack'
    ? { reading: first, soft: false, hints: shown }
    : { reading: first, soft: true, hints: [{ kind: 'sharper' }, ...shown] }
}

/** When hint `index`, from 0, is due: hints and end divide the time evenly. Null where there is no such hint. */
export function hintDue(index: number, hints: number, openedAt: number, duration: number): number | null {
  return index < hints ? openedAt + (duration * (index + 1)) / (hints + 1) : null
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

interface Size {
  readonly width: number
  readonly height: number
}

interface Placement {
  readonly left: number
  readonly top: number
  /** The height from which on it must scroll. */
  readonly maxHeight: number
}

const gap = 4
const margin = 8

/**
 * Places a floating element beside its anchor, in viewport pixels: on the preferred side if it fits, else on the side
 * with more room, and always inside the viewport.
 */
export function place(
  anchor: Box,
  size: Size,
  viewport: Size,
  prefer: 'above' | 'below',
  align: 'start' | 'end',
): Placement {
  const above = anchor.top - gap - margin
  const below = viewport.height - anchor.bottom - gap - margin
  const first = prefer === 'above' ? above : below
  const second = prefer === 'above' ? below : above
  const side = size.height <= first || first >= second ? prefer : prefer === 'above' ? 'below' : 'above'
  const room = Math.max(0, side === 'above' ? above : below)
  const height = Math.min(size.height, room)
  const wanted = align === 'start' ? anchor.left : anchor.right - size.width
  const left = Math.max(margin, Math.min(wanted, viewport.width - margin - size.width))
  const top = side === 'above' ? anchor.top - gap - height : anchor.bottom + gap
  return { left, top, maxHeight: room }
}

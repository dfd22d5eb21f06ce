export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Placement {
  readonly left: number
  readonly top: number
  /** How tall it may grow before it must scroll. */
  readonly maxHeight: number
}

const gap = 4
const margin = 8

/**
 * Where something that floats stands beside its anchor, all in viewport pixels: on the preferred side where it fits,
 * else on the roomier one, and never past the edges.
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

import type { Picture } from './picture.ts'

/** The smallest share of a picture that matters at 64 px: a quarter of a pixel there. */
export const minTransparentShare = 1 / 64 / 64 / 4

/**
 * Whether a picture has a transparent part that can serve as a mask. Less than `minTransparentShare` of the picture, or pixels that are
 * hardly transparent, count as none.
 */
export function hasTransparentPart({ data }: Picture): boolean {
  let transparent = 0
  for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) < 128) transparent++
  return transparent / (data.length / 4) >= minTransparentShare
}

import { UserError } from '#src/errors.ts'
import type { Planes, Size } from '#src/pipeline/planes.ts'
import { averaged } from '#src/pipeline/resize.ts'
import { type MaskRegion, type MaskSpec, maskGrid } from '#src/requests/mask-spec.ts'
import type { OpenedPicture } from './open-picture.ts'
import type { Picture } from './picture.ts'
import { minTransparentShare } from './transparent-part.ts'

/** A mask and notices about it for the person, one sentence each. */
export interface Mask {
  /** [1, H, W] of the picture's own size. 1 is repainted, 0 stays, and soft edges lie in between. */
  readonly mask: Planes
  readonly notices: readonly string[]
}

/**
 * Makes the mask that a request asks for.
 *
 * @param maskPicture the opened picture that the mask names, where it names one
 * @param invert swaps what is repainted and what stays
 * @throws UserError `mask-empty`, `mask-full`, `mask-missing`
 */
export async function maskFor(
  spec: MaskSpec,
  opened: OpenedPicture,
  maskPicture: OpenedPicture | undefined,
  invert: boolean,
): Promise<Mask> {
  const { picture } = opened
  const { values, notices } = paint(spec, opened, maskPicture)
  const data = invert ? values.map((value) => 1 - value) : values
  checkCoverage(data, spec)
  return { mask: { data, channels: 1, height: picture.height, width: picture.width }, notices }
}

function paint(
  spec: MaskSpec,
  { picture, transparent }: OpenedPicture,
  maskPicture: OpenedPicture | undefined,
): { readonly values: Float32Array; readonly notices: readonly string[] } {
  switch (spec.from) {
    case 'picture':
      if (maskPicture === undefined) throw new UserError('mask-missing', 'The mask is missing; attach it again.')
      return fromMaskPicture(maskPicture, picture)
    case 'transparency':
      if (!transparent) {
        const sentence = 'The picture has no transparent part; erase what should be repainted, or give a mask.'
        throw new UserError('mask-empty', sentence)
      }
      return { values: valuesOf(picture, ({ data }, at) => 1 - (data[at + 3] ?? 0) / 255), notices: [] }
    case 'regions':
      return { values: fill(picture, (x, y) => spec.regions.some((region) => within[region](x, y))), notices: [] }
    case 'cells': {
      const cells = new Set(spec.cells)
      return { values: fill(picture, (x, y) => cells.has(cellAt(x, y))), notices: [] }
    }
    default:
      return spec satisfies never
  }
}

/** Bright areas are repainted; dark and transparent ones stay. A mask of another size is scaled to the picture's. */
function fromMaskPicture({ picture: drawn }: OpenedPicture, { width, height }: Size) {
  const values = valuesOf(drawn, ({ data }, at) => {
    const [r = 0, g = 0, b = 0, a = 0] = data.subarray(at, at + 4)
    return ((0.299 * r + 0.587 * g + 0.114 * b) / 255) * (a / 255)
  })
  if (drawn.width === width && drawn.height === height) return { values, notices: [] }
  const plane = { data: values, channels: 1, height: drawn.height, width: drawn.width }
  const sameShape = Math.abs(drawn.width / drawn.height / (width / height) - 1) < 0.02
  const sizes = `from ${drawn.width} × ${drawn.height} to ${width} × ${height}`
  const notice = sameShape
    ? `The mask was scaled ${sizes}.`
    : `The mask has another shape than the picture; it was stretched ${sizes}.`
  return { values: averaged(plane, { width, height }).data, notices: [notice] }
}

/** What each named region covers, with x and y from 0 to 1. The border is a sixth wide. */
const within: Readonly<Record<MaskRegion, (x: number, y: number) => boolean>> = {
  left: (x) => x < 0.5,
  right: (x) => x >= 0.5,
  top: (_, y) => y < 0.5,
  bottom: (_, y) => y >= 0.5,
  centre: (x, y) => Math.max(Math.abs(x - 0.5), Math.abs(y - 0.5)) < 0.25,
  border: (x, y) => Math.max(Math.abs(x - 0.5), Math.abs(y - 0.5)) >= 1 / 3,
  circle: (x, y) => Math.hypot(x - 0.5, y - 0.5) < 0.35,
}

function cellAt(x: number, y: number): number {
  return Math.floor(y * maskGrid.rows) * maskGrid.columns + Math.floor(x * maskGrid.columns) + 1
}

function fill({ width, height }: Size, isIn: (x: number, y: number) => boolean): Float32Array {
  const values = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) values[y * width + x] = isIn((x + 0.5) / width, (y + 0.5) / height) ? 1 : 0
  }
  return values
}

function valuesOf(picture: Picture, value: (picture: Picture, at: number) => number): Float32Array {
  return Float32Array.from({ length: picture.width * picture.height }, (_, i) => value(picture, 4 * i))
}

function checkCoverage(values: Float32Array, { from }: MaskSpec): void {
  const covered = values.reduce((sum, value) => sum + (value >= 0.5 ? 1 : 0), 0) / values.length
  const white = from === 'picture' ? ' (white is repainted, black stays)' : ''
  if (covered < minTransparentShare) {
    throw new UserError('mask-empty', `The mask covers nothing${white}; mark what should be repainted.`, { covered })
  }
  if (covered > 1 - minTransparentShare) {
    const sentence = `The mask covers the whole picture${white}; leave something of it, or use generate.`
    throw new UserError('mask-full', sentence, { covered })
  }
}

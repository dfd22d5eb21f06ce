import { UserError } from '#src/errors.ts'
import type { StageDescription } from '../cascade.ts'
import type { Planes, Size } from '../planes.ts'
import { resize, averaged } from '../resize.ts'

/** The largest ratio of a picture's longer side to its shorter side. */
const maxRatio = 4

/**
 * The size at which a stage draws a picture that is not square. The short side has the trained size; the long side is
 * in proportion, rounded to whole blocks (diffusers, pipeline_if_img2img.py).
 *
 * @throws UserError if one side is more than four times as long as the other
 */
export function fittingSize({ height, width }: Size, stage: StageDescription): Size {
  const short = Math.min(stage.size.height, stage.size.width)
  const ratio = Math.max(height, width) / Math.min(height, width)
  if (ratio > maxRatio) {
    throw new UserError(
      'picture-too-long',
      `The picture is ${ratio.toFixed(1)} times as long as it is wide: crop it to at most ${maxRatio} times.`,
      { height, width },
    )
  }
  const block = stage.multiple ?? 8
  const long = Math.round((short / block) * ratio) * block
  return width >= height ? { height: short, width: long } : { height: long, width: short }
}

/**
 * The final size of a picture that only the 64 px stage draws, exact to the pixel. The stage's network may need sides
 * that are multiples of 32, which would turn 4:3 into 3:2.
 */
export function shapeAtStageOne(picture: Size, stage: StageDescription): Size {
  return fittingSize(picture, { ...stage, multiple: 1 })
}

/** Resizes a picture and rounds it to the 256 values of a byte, like the pictures that diffusers reads. */
export function pictureAt(picture: Planes, size: Size): Planes {
  const resized = resize(picture, size)
  if (resized === picture) return picture
  const data = resized.data.map((value) => Math.min(Math.max(Math.round((value + 1) * 127.5), 0), 255) / 127.5 - 1)
  return { ...resized, data }
}

/** Resizes a mask: 1 where at least half of a pixel's area is to be redrawn, 0 elsewhere. */
export function maskAt(mask: Planes, size: Size): Planes {
  const resized = averaged(mask, size)
  return { ...resized, data: resized.data.map((value) => (value >= 0.5 ? 1 : 0)) }
}

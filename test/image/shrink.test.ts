import { expect, it } from 'vitest'
import { openPicture } from '#src/image/open-picture.ts'
import { shrink } from '#src/image/shrink.ts'
import { pixel, redBlue } from './sample-picture.ts'

const { picture: wide } = await openPicture(await redBlue(300, 100).png().toBuffer(), 'it')

it('keeps the aspect ratio and the content', async () => {
  const small = await shrink(wide, 90)
  expect(small).toMatchObject({ width: 90, height: 30 })
  expect(pixel(small, 20, 15)).toEqual([255, 0, 0, 255])
  expect(pixel(small, 70, 15)).toEqual([0, 0, 255, 255])
})

it('leaves small pictures unchanged', async () => {
  expect(await shrink(wide, 300)).toBe(wide)
})

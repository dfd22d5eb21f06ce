import type { EncodedPicture } from '#src/renderer/events.ts'
import type { Result } from '#src/store/store.ts'
import { type RenderParts, storeDerived } from './render-readings.ts'

/** The role of the narrow band of steps among the results of a job. */
const band = 'band'

/**
 * The results of a job with the band of this picture's steps, which is made from the strip when it is first shown. If
 * the strip cannot be parsed, it is shown unchanged.
 */
export async function withStepBand(
  { store, imageWorker }: RenderParts,
  results: readonly Result[],
  picture: Result | undefined,
): Promise<readonly Result[]> {
  if (picture === undefined || results.some((one) => one.role === band && one.picture === picture.picture))
    return results
  const strip = results.find(({ role, picture: number }) => role === 'strip' && number === picture.picture)
  const bytes = strip && (await store.pictures.get(strip.sha256))
  if (bytes === undefined || bytes === null) return results
  const { width, height } = picture
  const made = await imageWorker.do('stepBand', { strip: bytes, shape: { width, height } })
  if (made === null) return results
  await storeDerived(store, picture, band, made)
  return store.results.ofJob(picture.jobId)
}

interface StepPage {
  /** The strip that the page is made from, in the page's size. */
  readonly result: Result
  readonly bytes: Uint8Array
}

/** Every step of every picture of a job, on as many pages as it takes. */
export async function stepPagesOf(
  { store, imageWorker }: RenderParts,
  results: readonly Result[],
): Promise<readonly StepPage[]> {
  const pages = await Promise.all(
    results
      .filter(({ role }) => role === 'strip')
      .map(async (strip) => {
        const bytes = await store.pictures.get(strip.sha256)
        if (bytes === null) return []
        const picture = results.find(({ role, picture }) => role === 'picture' && picture === strip.picture) ?? strip
        const { width, height } = picture
        const made = await imageWorker.do('stepPages', { strip: bytes, shape: { width, height } })
        return made.map((page, index) => pageOf(strip, page, index))
      }),
  )
  return pages.flat()
}

function pageOf(strip: Result, { bytes, width, height, format }: EncodedPicture, index: number): StepPage {
  return { result: { ...strip, role: `steps-${index + 1}`, width, height, format, bytes: bytes.byteLength }, bytes }
}

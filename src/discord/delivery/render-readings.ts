import { modeOf } from '#src/requests/draw-request.ts'
import type { EncodedPicture } from '#src/renderer/events.ts'
import type { ImageWorker } from '#src/image-worker/image-worker.ts'
import type { Result, Store } from '#src/store/store.ts'
import { readingIndex, readingRole } from '#src/store/reading-role.ts'

export interface RenderParts {
  readonly store: Pick<Store, 'pictures' | 'results'>
  readonly imageWorker: Pick<ImageWorker, 'do'>
}

/**
 * Renders every reading of a job's anagrams and hybrids, and stores the files with the picture. This happens once, when
 * they are needed, since everything follows from the picture and its recipe.
 */
export async function renderReadings(parts: RenderParts, jobId: string): Promise<readonly Result[]> {
  const { store, imageWorker } = parts
  const results = await store.results.ofJob(jobId)
  if (results.some(({ role }) => readingIndex(role) !== undefined)) return results
  let rendered = 0
  for (const picture of results.filter(({ role }) => role === 'picture')) {
    const { request } = picture.recipe
    if (modeOf(request).readings === undefined) continue
    const file = await store.pictures.get(picture.sha256)
    if (file === null) continue
    const readings = await imageWorker.do('renderReadings', { request, file })
    if (readings.length < 2) continue
    for (const [index, reading] of readings.entries()) {
      if (!(await storeDerived(store, picture, readingRole(index), reading))) return []
    }
    rendered += readings.length
  }
  return rendered === 0 ? results : store.results.ofJob(jobId)
}

/** Stores a file that was made from a picture, as another result of the same job. False if that was deleted meanwhile. */
export async function storeDerived(
  store: RenderParts['store'],
  { jobId, picture, seed, recipe }: Result,
  role: string,
  file: EncodedPicture,
): Promise<boolean> {
  const { sha256 } = await store.pictures.put(file.bytes, file)
  return store.results.put({ jobId, picture, role, sha256, seed, recipe })
}

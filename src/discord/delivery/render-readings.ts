import type { ImageWorker } from '#src/image-worker/image-worker.ts'
import type { EncodedPicture } from '#src/renderer/events.ts'
import type { Result, Store } from '#src/store/store.ts'

export interface DevelopParts {
  readonly store: Pick<Store, 'pictures' | 'results'>
  readonly imageWorker: Pick<ImageWorker, 'do'>
}

/** The role of a picture's n-th meaning, from 0. */
export const readingRole = (index: number): string => `reading-${index}`
export const isReading = (role: string): boolean => role.startsWith('reading-')

/**
 * Makes every meaning of a job's anagrams and hybrids as pictures, once, and keeps them beside the picture. Done when
 * they are needed, since all of it follows from the picture and its recipe.
 */
export async function develop(parts: DevelopParts, jobId: string): Promise<readonly Result[]> {
  const { store, imageWorker } = parts
  const results = await store.results.ofJob(jobId)
  if (results.some(({ role }) => isReading(role))) return results
  let made = 0
  for (const picture of results.filter(({ role }) => role === 'picture')) {
    const { request } = picture.recipe
    if (request.mode !== 'anagram' && request.mode !== 'hybrid') continue
    const file = await store.pictures.get(picture.sha256)
    if (file === null) continue
    const readings = await imageWorker.do('readings', { request, file })
    if (readings.length < 2) continue
    for (const [index, reading] of readings.entries()) await keep(store, picture, readingRole(index), reading)
    made += readings.length
  }
  return made === 0 ? results : store.results.ofJob(jobId)
}

/** Keeps a file that was made of a picture beside it. */
export async function keep(
  store: DevelopParts['store'],
  of: Result,
  role: string,
  file: EncodedPicture,
): Promise<void> {
  const { sha256 } = await store.pictures.put(file.bytes, file)
  await store.results.put({ jobId: of.jobId, picture: of.picture, role, sha256, seed: of.seed, recipe: of.recipe })
}

import { encodePng } from '#src/image/encode.ts'
import { canvas } from '#src/image/moving/canvas.ts'
import { movingPicture } from '#src/image/moving/moving-picture.ts'
import { openPicture } from '#src/image/open-picture.ts'
import type { Picture } from '#src/image/picture.ts'
import { planesOf } from '#src/image/planes-of.ts'
import { readingsOf } from '#src/image/readings.ts'
import { resultSheet } from '#src/image/result-sheet.ts'
import type { EncodedPicture } from '#src/engine/events.ts'
import type { Result, Store } from '#src/store/store.ts'

type Stores = Pick<Store, 'pictures' | 'results'>

/** The role of a picture's n-th meaning, from 0. */
export const readingRole = (index: number): string => `reading-${index}`
export const isReading = (role: string): boolean => role.startsWith('reading-')

/** Bytes of a moving picture at most: what Discord takes from anybody. */
const movingLimit = 10 * 1024 * 1024 - 1024

/**
 * Makes of a job's pictures what is shown beside them, once, and keeps it with them: every meaning of an anagram or a
 * hybrid, the labelled sheet of a ladder or a comparison. Done when it is needed, since all of it follows from the
 * picture and its recipe.
 */
export async function develop(store: Stores, jobId: string): Promise<readonly Result[]> {
  const results = await store.results.ofJob(jobId)
  const pictures = results.filter(({ role }) => role === 'picture')
  const [first] = pictures
  if (first === undefined || results.some(({ role }) => role === 'sheet' || isReading(role))) return results
  const { request } = first.recipe
  if (request.mode === 'anagram' || request.mode === 'hybrid') {
    if (pictures.length > 1) return results
    const opened = await open(store, first)
    if (opened === undefined) return results
    const readings = await readingsOf(request, planesOf(opened))
    if (readings.length < 2) return results
    for (const [index, { picture }] of readings.entries())
      await keep(store, first, readingRole(index), await encodePng(centred(picture, opened)))
    return store.results.ofJob(jobId)
  }
  if (request.mode === 'compare' || (request.mode === 'edit' && request.strengths.length > 1)) {
    const shown = []
    for (const result of pictures) {
      const picture = await open(store, result)
      if (picture !== undefined) shown.push({ picture, seed: result.seed })
    }
    const sheet = await resultSheet(shared(pictures) ?? request, shown)
    if (sheet === undefined) return results
    await keep(store, first, 'sheet', await encodePng(sheet))
    return store.results.ofJob(jobId)
  }
  return results
}

/** The picture in motion, made at the first asking; undefined for one without a second meaning. */
export async function setInMotion(store: Stores, result: Result): Promise<Uint8Array | undefined> {
  const role = 'animation'
  const known = (await store.results.ofJob(result.jobId)).find(
    (other) => other.role === role && other.picture === result.picture,
  )
  if (known !== undefined) return (await store.pictures.get(known.sha256)) ?? undefined
  const picture = await open(store, result)
  const { request } = result.recipe
  if (picture === undefined || request.mode === 'compare') return undefined
  const moving = await movingPicture(request, planesOf(picture), movingLimit)
  if (moving === undefined) return undefined
  await keep(store, result, role, moving)
  return moving.bytes
}

/** The request of a comparison as a whole, if that is what the recipes hold. */
const shared = (results: readonly Result[]) =>
  results.map(({ recipe }) => recipe.request).find(({ mode }) => mode === 'compare')

async function open(store: Stores, { sha256, jobId }: Result): Promise<Picture | undefined> {
  const bytes = await store.pictures.get(sha256)
  return bytes === null ? undefined : (await openPicture(bytes, jobId)).picture
}

async function keep(store: Stores, of: Result, role: string, file: EncodedPicture): Promise<void> {
  const { sha256 } = await store.pictures.put(file.bytes, file)
  await store.results.put({ jobId: of.jobId, picture: of.picture, role, sha256, seed: of.seed, recipe: of.recipe })
}

/** A small picture stays small beside a large one: it is set in the middle of as much room. */
function centred(small: Picture, { width, height }: Picture): Picture {
  if (small.width >= width && small.height >= height) return small
  const room = canvas(width, height)
  const data = Uint8Array.from(room.data)
  const left = Math.floor((width - small.width) / 2)
  const top = Math.floor((height - small.height) / 2)
  for (let y = 0; y < small.height; y += 1) {
    const row = small.data.subarray(4 * y * small.width, 4 * (y + 1) * small.width)
    data.set(row, 4 * ((top + y) * width + left))
  }
  return { width, height, data }
}

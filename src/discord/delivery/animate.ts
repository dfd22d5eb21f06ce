import { paintedOver } from '#src/requests/pictures-of.ts'
import type { Result } from '#src/store/store.ts'
import { meaningsIn } from '../cards/layout.ts'
import { type DevelopParts, keep } from './render-readings.ts'

/** Bytes of a moving picture at most: what Discord takes from anybody. */
const movingLimit = 10 * 1024 * 1024 - 1024

const stripOf = (results: readonly Result[], { picture }: Result): Result | undefined =>
  results.find((other) => other.role === 'strip' && other.picture === picture)

/** Whether there is something that a picture could turn to or come from. A study's pictures are no pictures of their own. */
export function canMove(result: Result, results: readonly Result[]): boolean {
  const { request } = result.recipe
  if (request.mode === 'denoise' || request.mode === 'compare') return false
  return (
    meaningsIn(results, result.picture).length > 0 ||
    paintedOver(request) !== undefined ||
    stripOf(results, result) !== undefined
  )
}

/**
 * The picture in motion, made at the first asking: from meaning to meaning, from what it was painted over, or out of
 * the noise; undefined where nothing of that is kept.
 */
export async function setInMotion(
  { store, imageWorker }: DevelopParts,
  result: Result,
): Promise<Uint8Array | undefined> {
  const role = 'animation'
  const results = await store.results.ofJob(result.jobId)
  const known = results.find((other) => other.role === role && other.picture === result.picture)
  if (known !== undefined) return (await store.pictures.get(known.sha256)) ?? undefined
  const file = await store.pictures.get(result.sha256)
  if (file === null) return undefined
  const { request } = result.recipe
  const before = await bytesOf(store, paintedOver(request))
  const strip = await bytesOf(store, stripOf(results, result))
  const asked = { request, file, ...(before && { before }), ...(strip && { strip }), limit: movingLimit }
  const moving = await imageWorker.do('move', asked)
  if (moving === null) return undefined
  await keep(store, result, role, moving)
  return moving.bytes
}

async function bytesOf(
  { pictures }: DevelopParts['store'],
  of: { readonly sha256: string } | undefined,
): Promise<Uint8Array | undefined> {
  return of === undefined ? undefined : ((await pictures.get(of.sha256)) ?? undefined)
}

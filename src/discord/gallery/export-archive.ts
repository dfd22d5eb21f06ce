import { archivedSize, createZipArchive, bytesForFiles, type ZipArchive } from '#src/archive/zip-archive.ts'
import { primaryRoles } from '#src/store/primary-roles.ts'
import type { Job } from '#src/store/job.ts'
import type { Result, Store } from '#src/store/store.ts'
import type { FitBytes } from '../delivery/fit-files.ts'

export interface ExportParts {
  readonly store: Pick<Store, 'jobs' | 'results' | 'pictures' | 'gallery'>
  readonly fitBytes: FitBytes
}

/** Where an export continues: at the file with index `done` of the job with this number. */
export interface ExportPlace {
  readonly seq: number
  readonly done: number
}

/** The beginning of an export. */
export const exportStart: ExportPlace = { seq: 0, done: 0 }

export interface ExportPart {
  /** The ZIP archive; undefined if nothing is left to export. */
  readonly archive: Uint8Array | undefined
  /** The number of pictures in it. */
  readonly pictures: number
  /** The number of pictures that are no longer stored, so that only their recipes are in it. */
  readonly gone: number
  /** The number of pictures that were too large and are in another format. */
  readonly smaller: number
  /** Where the next part begins; undefined after the last one. */
  readonly next: ExportPlace | undefined
}

/** The number of jobs that are read at once. */
const batch = 50

/**
 * Bytes of an archive with more than one picture. An archive is copied several times on its way to Discord, and each copy
 * blocks the event loop.
 */
const usualBytes = 8e6

/**
 * Puts a person's own pictures with their recipes into a ZIP archive, oldest first. It starts at `from` and takes as
 * many as fit into 8 MB, or one that is larger. Besides the archive, only one picture is in memory at a time.
 *
 * @param maxBytes what the archive may have at most
 */
export async function exportPart(
  parts: ExportParts,
  { personId, from, maxBytes }: { readonly personId: string; readonly from: ExportPlace; readonly maxBytes: number },
): Promise<ExportPart> {
  const archive = createZipArchive(maxBytes)
  const counts = { pictures: 0, gone: 0, smaller: 0 }
  let place = from
  for (;;) {
    const jobs = await parts.store.gallery.ofPerson(personId, place.seq - 1, batch)
    for (const { jobId, seq } of jobs) {
      const done = seq === place.seq ? place.done : 0
      const outcome = await addJob(parts, archive, { jobId, done, counts, maxBytes })
      if (outcome !== 'complete')
        return { ...counts, archive: await archive.close(), next: { seq, done: outcome.done } }
      place = { seq: seq + 1, done: 0 }
    }
    if (jobs.length < batch) break
  }
  if (counts.pictures === 0) return { ...counts, archive: undefined, next: undefined }
  return { ...counts, archive: await archive.close(), next: undefined }
}

interface Adding {
  readonly jobId: string
  /** The number of files of the job that are exported already. */
  readonly done: number
  readonly counts: { pictures: number; gone: number; smaller: number }
  readonly maxBytes: number
}

async function addJob(
  parts: ExportParts,
  archive: ZipArchive,
  { jobId, done, counts, maxBytes }: Adding,
): Promise<'complete' | { readonly done: number }> {
  const job = await parts.store.jobs.get(jobId)
  if (job === null) return 'complete'
  const results = (await parts.store.results.ofJob(jobId)).filter(({ role }) => primaryRoles.includes(role))
  for (const [index, result] of results.entries()) {
    if (index < done) continue
    const { files, isGone, isSmaller } = await filesOf(parts, job, result, bytesForFiles(maxBytes))
    const whole = files.reduce((sum, { name, bytes }) => sum + archivedSize(name, bytes), 0)
    // Only the first picture may need more than is usual.
    const kept = counts.pictures === 0 ? 0 : Math.max(0, maxBytes - usualBytes)
    if (!archive.hasRoom(whole + kept)) return { done: index }
    for (const { name, bytes } of files) await archive.add(name, bytes, new Date(job.endedAt ?? job.acceptedAt))
    counts.pictures += 1
    if (isGone) counts.gone += 1
    if (isSmaller) counts.smaller += 1
  }
  return 'complete'
}

interface ExportFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** A picture and its recipe, which fit into `room` bytes together. */
async function filesOf({ store, fitBytes }: ExportParts, job: Job, result: Result, room: number) {
  const drawnAt = new Date(job.endedAt ?? job.acceptedAt).toISOString()
  const name = `${drawnAt.slice(0, 10)} ${job.id} ${result.role === 'sheet' ? 'sheet' : result.picture + 1}`
  const text = JSON.stringify({ job: job.id, drawnAt, recipe: result.recipe }, null, 2)
  const recipe: ExportFile = { name: `${name}.json`, bytes: Buffer.from(`${text}\n`) }
  const bytes = await store.pictures.get(result.sha256)
  if (bytes === null) return { files: [recipe], isGone: true, isSmaller: false }
  const whole = { name: `${name}.${result.format}`, bytes }
  const left = room - archivedSize(recipe.name, recipe.bytes)
  if (archivedSize(whole.name, bytes) <= left) return { files: [whole, recipe], isGone: false, isSmaller: false }
  const fitted = await fitBytes(bytes, left - archivedSize(`${name}.webp`, new Uint8Array()))
  const smaller = { name: `${name}.${fitted.format}`, bytes: fitted.bytes }
  return { files: [smaller, recipe], isGone: false, isSmaller: true }
}

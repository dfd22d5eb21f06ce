import type { Entry } from '#src/community/challenges/challenge.ts'
import { withoutTexts } from '#src/image/png-chunks.ts'
import type { Result, Store } from '#src/store/store.ts'
import type { Settings } from '#src/settings/settings.ts'
import type { Job } from '#src/store/job.ts'
import type { GalleryItem } from '../components/container.ts'
import type { OutgoingFile } from '../components/payload.ts'
import type { FitBytes } from '../delivery/fit-files.ts'
import type { MessagePlace } from '../jobs/request-place.ts'
import { isShowable } from '../jobs/showable.ts'
import { hidesResult, shownAt } from '../jobs/spoiler.ts'

/** The picture of an entry, ready to be sent. */
export interface EntryPicture {
  readonly entry: Entry
  /** Behind a spoiler where the picture is. */
  readonly job: Job
  readonly result: Result
  readonly file: OutgoingFile
}

export interface EntryPictureParts {
  readonly store: Pick<Store, 'jobs' | 'results' | 'pictures'>
  readonly settings: Pick<Settings, 'at'>
  readonly fitBytes: FitBytes
}

/** The maximum bytes of one picture on a ballot or in a gallery. The result itself shows it in full. */
const maxBytes = 1.5 * 1024 * 1024

/** The picture of an entry, or undefined if it is no longer kept. */
export async function resultOfEntry(
  { store }: { readonly store: Pick<Store, 'results'> },
  { jobId, picture }: Pick<Entry, 'jobId' | 'picture'>,
): Promise<Result | undefined> {
  const results = await store.results.ofJob(jobId)
  return results.find((result) => result.role === 'picture' && result.picture === picture)
}

/**
 * The picture of an entry without anything that tells whose it is or what it shows: neither its file's name nor its texts
 * name the job or the prompts. Undefined if it is no longer kept, or may not be shown in this place.
 *
 * @param name of the file, without its ending
 */
async function entryPicture(
  parts: EntryPictureParts,
  entry: Entry,
  place: MessagePlace,
  name: string,
): Promise<EntryPicture | undefined> {
  const found = await parts.store.jobs.get(entry.jobId)
  const result = await resultOfEntry(parts, entry)
  if (found === null || result === undefined || !isShowable(found, place)) return undefined
  const bytes = await parts.store.pictures.get(result.sha256)
  if (bytes === null) return undefined
  const job = await shownAt(parts, found, place)
  const fits = bytes.byteLength <= maxBytes && result.format === 'png'
  const fitted = fits ? { bytes, format: result.format } : await parts.fitBytes(bytes, maxBytes)
  const data = fitted.format === 'png' ? withoutTexts(fitted.bytes) : fitted.bytes
  return { entry, job, result, file: { name: `${name}.${fitted.format}`, data, spoiler: hidesResult(job) } }
}

/** The pictures of several entries that can be shown in a place, in their order. The names are `entry-1`, `entry-2` … */
export async function entryPictures(
  parts: EntryPictureParts,
  entries: readonly Entry[],
  place: MessagePlace,
): Promise<readonly EntryPicture[]> {
  const found = await Promise.all(
    entries.map((entry, index) => entryPicture(parts, entry, place, `entry-${index + 1}`)),
  )
  return found.filter((picture) => picture !== undefined)
}

/** How a message shows the picture of an entry. */
export const entryItem = ({ file, job }: EntryPicture, alt: string): GalleryItem => ({
  file: file.name,
  alt,
  spoiler: hidesResult(job),
})

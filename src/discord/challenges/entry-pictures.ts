import type { Entry } from '#src/community/challenges/challenge.ts'
import { withoutTexts } from '#src/image/png-chunks.ts'
import type { Result, Store } from '#src/store/store.ts'
import type { OutgoingFile } from '../components/payload.ts'
import type { FitBytes } from '../delivery/fit-files.ts'

/** The picture of an entry, ready to be sent. */
export interface EntryPicture {
  readonly entry: Entry
  readonly result: Result
  readonly file: OutgoingFile
}

export interface EntryPictureParts {
  readonly store: Pick<Store, 'results' | 'pictures'>
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
 * name the job or the prompts. Undefined if it is no longer kept.
 *
 * @param name of the file, without its ending
 */
export async function entryPicture(
  parts: EntryPictureParts,
  entry: Entry,
  name: string,
): Promise<EntryPicture | undefined> {
  const result = await resultOfEntry(parts, entry)
  const bytes = result === undefined ? null : await parts.store.pictures.get(result.sha256)
  if (result === undefined || bytes === null) return undefined
  if (bytes.byteLength <= maxBytes && result.format === 'png')
    return { entry, result, file: { name: `${name}.png`, data: withoutTexts(bytes) } }
  const fitted = await parts.fitBytes(bytes, maxBytes)
  const data = fitted.format === 'png' ? withoutTexts(fitted.bytes) : fitted.bytes
  return { entry, result, file: { name: `${name}.${fitted.format}`, data } }
}

/** The pictures of several entries that are still kept, in their order. The names are `entry-1`, `entry-2` … */
export async function entryPictures(
  parts: EntryPictureParts,
  entries: readonly Entry[],
): Promise<readonly EntryPicture[]> {
  const found = await Promise.all(entries.map((entry, index) => entryPicture(parts, entry, `entry-${index + 1}`)))
  return found.filter((picture) => picture !== undefined)
}

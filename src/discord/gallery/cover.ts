import type { Job } from '#src/store/job.ts'
import type { Result, Store } from '#src/store/store.ts'
import { visibleLine } from '../cards/headline.ts'
import { hidesResult } from '../jobs/spoiler.ts'
import type { GalleryItem } from '../components/container.ts'
import type { OutgoingFile } from '../components/payload.ts'
import type { FitBytes } from '../delivery/fit-files.ts'

export interface CoverParts {
  readonly store: Pick<Store, 'results' | 'pictures'>
  readonly fitBytes: FitBytes
}

/** The picture that stands for a result, ready to be shown. */
export interface Cover {
  readonly file: OutgoingFile
  readonly item: GalleryItem
}

/** The maximum bytes of each picture if there are several. The result itself shows it in full. */
const maxPictureBytes = 1.5 * 1024 * 1024

/** The sheet of a comparison or a study, or else the first picture whose file is kept. */
async function coverResult(
  { store }: CoverParts,
  jobId: string,
): Promise<{ readonly result: Result; readonly bytes: Uint8Array } | undefined> {
  const results = await store.results.ofJob(jobId)
  const wanted = [
    ...results.filter(({ role }) => role === 'sheet'),
    ...results.filter(({ role }) => role === 'picture'),
  ]
  for (const result of wanted) {
    const bytes = await store.pictures.get(result.sha256)
    if (bytes !== null) return { result, bytes }
  }
  return undefined
}

/**
 * The picture that stands for a result, behind a spoiler if the result has one. Undefined if its files were dropped.
 *
 * @param name the file name without its extension
 */
export async function coverOf(parts: CoverParts, job: Job, name: string): Promise<Cover | undefined> {
  const found = await coverResult(parts, job.id)
  if (found === undefined) return undefined
  const { result, bytes } = found
  const fits = bytes.byteLength <= maxPictureBytes
  const fitted = fits ? { bytes, format: result.format } : await parts.fitBytes(bytes, maxPictureBytes)
  const file = `${name}.${fitted.format}`
  const spoiler = hidesResult(job)
  return { file: { name: file, data: fitted.bytes, spoiler }, item: { file, alt: visibleLine(job), spoiler } }
}

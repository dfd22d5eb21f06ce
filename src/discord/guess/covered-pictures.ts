import type { Round } from '#src/community/guess/round.ts'
import type { ImageWorker } from '#src/image-worker/image-worker.ts'
import type { Messages } from '#src/messages/messages.ts'
import { readingRole } from '#src/store/reading-role.ts'
import type { Store } from '#src/store/store.ts'
import type { GalleryItem } from '../components/container.ts'
import type { OutgoingFile } from '../components/payload.ts'
import { renderReadings } from '../delivery/render-readings.ts'
import { hidesResult } from '../jobs/spoiler.ts'
import type { RoundPicture } from './round-picture.ts'

/** A picture of a round, and how its message shows it. */
export interface CoveredPicture {
  readonly file: OutgoingFile
  readonly item: GalleryItem
}

/** The longer side to which a picture is averaged down to make it soft, in pixels. */
const softDetail = 20

/**
 * The pictures that a round shows so far: its own, and the readings that are hints. Neither their names nor their bytes
 * reveal how they were made. A spoiler of the job hides them all.
 */
export async function coveredPictures(
  parts: { readonly store: Pick<Store, 'results' | 'pictures'>; readonly imageWorker: Pick<ImageWorker, 'do'> },
  { hints }: Pick<Round, 'hints'>,
  { job, result, plan, next }: RoundPicture,
  { guessRound: words }: Messages,
): Promise<readonly CoveredPicture[]> {
  const { store, imageWorker } = parts
  const results = await renderReadings(parts, job.id)
  const shown = plan.hints.slice(0, hints)
  const isSoft = plan.soft && !shown.some(({ kind }) => kind === 'sharper')
  const wanted = [
    { reading: plan.reading, isSoft, alt: isSoft ? words.softAlt : words.sharpAlt },
    ...shown.flatMap((hint) =>
      hint.kind === 'reading'
        ? [{ reading: hint.reading, isSoft: false, alt: next === 'turn' ? words.turnAlt : words.stepBackAlt }]
        : [],
    ),
  ]
  const spoiler = hidesResult(job)
  const covered = await Promise.all(
    wanted.map(async ({ reading, isSoft, alt }, index) => {
      const role = readingRole(reading)
      const found = results.find((one) => one.role === role && one.picture === result.picture) ?? result
      const bytes = await store.pictures.get(found.sha256)
      if (bytes === null) return []
      const { bytes: data, format } = await imageWorker.do('cover', {
        file: bytes,
        ...(isSoft && { detail: softDetail }),
      })
      const name = `guess-${index + 1}.${format}`
      return [{ file: { name, data, spoiler }, item: { file: name, alt, spoiler } }]
    }),
  )
  return covered.flat()
}

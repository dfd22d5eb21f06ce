import { modeOf } from '#src/requests/draw-request.ts'
import type { Job } from '#src/store/job.ts'
import type { Result } from '#src/store/store.ts'
import { limits } from '../components/limits.ts'
import { readingIndex } from '#src/store/reading-role.ts'

/** How a result is displayed. Buttons under its message change it. */
export interface DisplayState {
  /** The one of several pictures that was picked, from 0. Default: all of them. */
  readonly picked?: number
  /** Which reading is shown, from 0. Default: the mode's first. */
  readonly turned?: number
}

/** What the message of a result shows. */
export interface Layout {
  /** The picture that the message is about, or undefined if it shows all of several. */
  readonly picture: Result | undefined
  /** Every picture of the result, in order. */
  readonly pictures: readonly Result[]
  /** How many readings each picture has; 0 for a picture that shows one thing. */
  readonly readings: number
  /** Which reading is shown, from 0. */
  readonly turned: number
  /** The reading that is shown first. A spoiler never hides it. */
  readonly first: number
  /** The large files: one, or every picture in the same reading. */
  readonly large: readonly Result[]
  /** The small files below: the other readings of the one picture. */
  readonly beside: readonly Result[]
  /** The steps of the one picture. A gallery crops several wide bands to squares, so those are left to a button. */
  readonly band: readonly Result[]
}

/** The readings of one picture, in the order of its prompts; none where there are fewer than two. */
export function readingsIn(results: readonly Result[], picture: number): readonly Result[] {
  const found = results.flatMap((result) => {
    const index = result.picture === picture ? readingIndex(result.role) : undefined
    return index === undefined ? [] : [{ result, index }]
  })
  return found.length < 2 ? [] : found.sort((a, b) => a.index - b.index).map(({ result }) => result)
}

/** Lays a result out: a single or picked picture with its readings and its strip, or else all pictures. */
export function layout(job: Pick<Job, 'request'>, results: readonly Result[], display: DisplayState = {}): Layout {
  const pictures = results.filter(({ role }) => role === 'picture')
  const sheet = results.filter(({ role }) => role === 'sheet').slice(0, 1)
  const only = pictures.length === 1 ? pictures[0] : undefined
  const picture = only ?? pictures.find((one) => one.picture === display.picked)
  const own = picture === undefined ? [] : readingsIn(results, picture.picture)
  const all = pictures.map((one) => readingsIn(results, one.picture))
  const readings = Math.max(0, ...all.map(({ length }) => length))
  const first = modeOf(job.request).nextReading === 'stepBack' ? Math.max(0, readings - 1) : 0
  const turned = display.turned !== undefined && display.turned < readings ? display.turned : first
  const shared = { pictures, readings, turned, first }

  if (picture === undefined) {
    const shown = pictures.flatMap((one, index) => all[index]?.[turned] ?? one)
    const large = sheet.length > 0 ? sheet : shown.slice(0, limits.galleryItems)
    return { ...shared, picture: undefined, large, beside: [], band: [] }
  }
  const band = stepsOf(results, picture)
  if (own.length > 0) {
    const beside = own.filter((_, index) => index !== turned)
    return { ...shared, picture, large: own.slice(turned, turned + 1), beside, band }
  }
  // A study shows its sheet, even if it drew only one picture.
  return { ...shared, picture, large: only !== undefined && sheet.length > 0 ? sheet : [picture], beside: [], band }
}

/** The band of a picture's steps, or the whole strip where there is no band. */
function stepsOf(results: readonly Result[], { picture }: Result): readonly Result[] {
  const ofRole = (wanted: string) => results.filter((one) => one.role === wanted && one.picture === picture)
  const bands = ofRole('band')
  return bands.length > 0 ? bands : ofRole('strip')
}

/** The files that a layout shows, each once. */
export const shownFiles = ({ large, beside, band }: Layout): readonly Result[] => [
  ...new Set([...large, ...beside, ...band]),
]

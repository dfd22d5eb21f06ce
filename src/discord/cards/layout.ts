import type { Job } from '#src/store/job.ts'
import type { Result } from '#src/store/store.ts'
import { modeTable } from './mode-table.ts'
import { limits } from '../components/limits.ts'

/** How a result is looked at; a press on its message changes it. */
export interface Look {
  /** The one of several pictures that was picked, by its number from 0. Default: all of them. */
  readonly picked?: number
  /** Which meaning is shown, from 0. Default: the mode's first. */
  readonly turned?: number
}

/** What of a result stands in its message. */
export interface Layout {
  /** The picture that everything is about; undefined where all of several are shown. */
  readonly picture: Result | undefined
  /** Every picture of the result, in order. */
  readonly pictures: readonly Result[]
  /** How many meanings each picture has, 0 where it is what it is, and which is shown. */
  readonly meanings: number
  readonly turned: number
  /** The meaning that comes first: hidden never, even where suspense was asked for. */
  readonly first: number
  /** What is shown large: one file, or a picture after the other in the same meaning. */
  readonly large: readonly Result[]
  /** Below it: every meaning of the one picture side by side. */
  readonly beside: readonly Result[]
  /** How the picture came to be. A strip is wide; several would be cropped to squares, so they are left to a button. */
  readonly strip: readonly Result[]
}

const reading = /^reading-(\d+)$/
const meaningOf = ({ role }: Result): number => Number(reading.exec(role)?.[1] ?? Number.NaN)

/** The meanings of one picture, in the order of its prompts; none where there are fewer than two. */
export function meaningsIn(results: readonly Result[], picture: number): readonly Result[] {
  const found = results
    .filter((result) => result.picture === picture && reading.test(result.role))
    .sort((a, b) => meaningOf(a) - meaningOf(b))
  return found.length < 2 ? [] : found
}

/** Lays a result out: a single picture or a picked one with its meanings and its strip, else all of them. */
export function layout(job: Pick<Job, 'request'>, results: readonly Result[], look: Look = {}): Layout {
  const pictures = results.filter(({ role }) => role === 'picture')
  const sheet = results.filter(({ role }) => role === 'sheet').slice(0, 1)
  const only = pictures.length === 1 ? pictures[0] : undefined
  const picture = only ?? pictures.find((one) => one.picture === look.picked)
  const own = picture === undefined ? [] : meaningsIn(results, picture.picture)
  const all = pictures.map((one) => meaningsIn(results, one.picture))
  const meanings = Math.max(0, ...all.map(({ length }) => length))
  const first = modeTable[job.request.mode].turn === 'stepBack' ? Math.max(0, meanings - 1) : 0
  const turned = look.turned !== undefined && look.turned < meanings ? look.turned : first
  const shared = { pictures, meanings, turned, first }

  if (picture === undefined) {
    const shown = pictures.flatMap((one, index) => all[index]?.[turned] ?? one)
    const large = sheet.length > 0 ? sheet : shown.slice(0, limits.galleryItems)
    return { ...shared, picture: undefined, large, beside: [], strip: [] }
  }
  const strip = results.filter((result) => result.role === 'strip' && result.picture === picture.picture)
  if (own.length > 0) return { ...shared, picture, large: own.slice(turned, turned + 1), beside: own, strip }
  // A study is its sheet, even where one picture is all that it drew.
  return { ...shared, picture, large: only !== undefined && sheet.length > 0 ? sheet : [picture], beside: [], strip }
}

/** The files that a layout shows, each once. */
export const shownIn = ({ large, beside, strip }: Layout): readonly Result[] => [
  ...new Set([...large, ...beside, ...strip]),
]

import { modes } from '#src/requests/modes/registry.ts'
import { type GalleryFilter, type GalleryKind, galleryKinds } from '#src/store/gallery/gallery-store.ts'
import type { CustomId } from '../components/custom-id.ts'

/** The actions of a gallery's custom ids. */
export const galleryActions = {
  turn: 'gallery-turn',
  kind: 'gallery-kind',
  mode: 'gallery-mode',
  open: 'gallery-open',
} as const

/** The maximum length of the search words, since a custom id holds them. */
export const maxSearchLength = 40

/** What a gallery message shows. Its buttons hold this state, so they work after restarts. */
export interface GalleryState {
  readonly filter: GalleryFilter
  /** From 0. */
  readonly page: number
}

/** The part of a custom id after the kind: page, mode and search words. */
export const stateArgument = ({ filter: { mode = '', words = '' }, page }: GalleryState): string =>
  `${page}:${mode}:${words}`

/** Reads the state of a gallery from the custom id of one of its buttons. */
export function readState({ job, argument }: Pick<CustomId, 'job' | 'argument'>): GalleryState {
  const [page = '', mode = '', ...words] = argument.split(':')
  return {
    filter: galleryFilter({ kind: kindOf(job), mode, words: words.join(':') }),
    page: Math.max(0, Math.trunc(Number(page)) || 0),
  }
}

const kindOf = (name: string): GalleryKind => galleryKinds.find((kind) => kind === name) ?? 'mine'

/** A filter without values that are empty or unknown. */
export function galleryFilter(given: {
  readonly kind: GalleryKind
  readonly mode?: string | undefined
  readonly words?: string | undefined
}): GalleryFilter {
  const { kind, mode = '', words = '' } = given
  return {
    kind,
    ...(Object.hasOwn(modes, mode) && { mode }),
    ...(words.trim() !== '' && { words: firstUnits(words.trim().replaceAll(/\s+/g, ' '), maxSearchLength) }),
  }
}

/**
 * The longest beginning of whole characters with at most `length` UTF-16 units, in which Discord measures custom ids.
 */
function firstUnits(text: string, length: number): string {
  let kept = ''
  for (const character of text) {
    if (kept.length + character.length > length) break
    kept += character
  }
  return kept
}

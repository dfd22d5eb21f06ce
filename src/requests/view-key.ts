import type { ViewSpec } from './view-spec.ts'

/**
 * A view with what it leaves open filled in, as `viewOf` of the pipeline does: two views of the same words show the
 * same, however they are written.
 */
export function viewKey(view: ViewSpec): string {
  switch (view.name) {
    case 'skew': {
      const { factor = 1.5 } = view
      return factor === 0 ? 'identity' : `skew ${factor}`
    }
    case 'patch_permute':
      return shuffled(view.pieces ?? 8, view.seed)
    case 'pixel_permute':
      return shuffled(view.pieces ?? 64, view.seed)
    case 'jigsaw':
      return `jigsaw ${view.seed ?? 1}`
    default:
      return view.name
  }
}

/** Patches and pixels differ in how many there are, and in nothing else. */
const shuffled = (pieces: number, seed = 0): string => `shuffled ${pieces} ${seed}`

import type { Mode } from '#src/requests/draw-request.ts'
import type { Verb } from './custom-id.ts'

/** A mode as people meet it in the channel. */
export interface ModeLook {
  /** Before the headline. */
  readonly emoji: string
  /** Under a finished result, in this order; `up` shows itself only on results of 64 px. */
  readonly buttons: readonly Verb[]
  /** Roles of a result's files that the message shows, a gallery a row; what is not there is left out. */
  readonly galleries: readonly (readonly string[])[]
}

const drawn = { buttons: ['again', 'remix', 'up', 'steps', 'bin'], galleries: [['picture'], ['strip']] } as const

/** Every mode is a row: its buttons and what its result shows. */
export const modeTable: { readonly [M in Mode]: ModeLook } = {
  generate: { emoji: '🎨', ...drawn },
  edit: { emoji: '🖌️', ...drawn },
  inpaint: { emoji: '🩹', ...drawn },
  anagram: { emoji: '🙃', ...drawn },
  hybrid: { emoji: '🦆', ...drawn },
  style: { emoji: '🖼️', ...drawn },
  upscale: { emoji: '⬆️', buttons: ['again', 'steps', 'bin'], galleries: [['picture'], ['strip']] },
  denoise: { emoji: '🌫️', buttons: ['again', 'bin'], galleries: [['picture']] },
  compare: { emoji: '🔢', buttons: ['again', 'bin'], galleries: [['picture']] },
}

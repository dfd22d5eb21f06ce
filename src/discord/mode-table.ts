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
  /** What the button says that goes to the picture's next meaning, where it has several. */
  readonly turn?: 'turn' | 'stepBack'
}

const drawn = {
  buttons: ['again', 'remix', 'up', 'vary', 'steps', 'bin'],
  galleries: [['sheet'], ['picture'], ['strip']],
} as const

const twofold = {
  buttons: ['turn', 'move', 'again', 'remix', 'up', 'steps', 'bin'],
  galleries: [['picture'], ['strip']],
} as const

/** Every mode is a row: its buttons and what its result shows. */
export const modeTable: { readonly [M in Mode]: ModeLook } = {
  generate: { emoji: '🎨', ...drawn },
  edit: { emoji: '🖌️', ...drawn },
  inpaint: { emoji: '🩹', ...drawn },
  anagram: { emoji: '🙃', ...twofold, turn: 'turn' },
  hybrid: { emoji: '🦆', ...twofold, turn: 'stepBack' },
  style: { emoji: '🖼️', ...drawn },
  upscale: { emoji: '⬆️', buttons: ['again', 'steps', 'bin'], galleries: [['picture'], ['strip']] },
  denoise: { emoji: '🌫️', buttons: ['again', 'bin'], galleries: [['picture']] },
  compare: { emoji: '🔢', buttons: ['again', 'bin'], galleries: [['sheet'], ['picture']] },
}

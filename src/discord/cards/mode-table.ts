import type { Mode } from '#src/requests/draw-request.ts'
import type { Verb } from '../components/custom-id.ts'

/** A mode as people meet it in the channel. */
export interface ModeLook {
  /** Before the headline. */
  readonly emoji: string
  /** Under a finished result, in this order; each shows itself only where it has something to offer. */
  readonly buttons: readonly Verb[]
  /** What the button says that goes to the picture's next meaning, where it has several. */
  readonly turn?: 'turn' | 'stepBack'
  /** Whether one of several pictures can be picked to go on with. Default: yes. */
  readonly picks?: false
}

const drawn = { buttons: ['again', 'remix', 'up', 'vary', 'move', 'steps', 'bin'] } as const
const twofold = { buttons: ['turn', 'move', 'again', 'remix', 'up', 'vary', 'steps', 'bin'] } as const

/** Every mode is a row. */
export const modeTable: { readonly [M in Mode]: ModeLook } = {
  generate: { emoji: '🎨', ...drawn },
  edit: { emoji: '🖌️', ...drawn },
  inpaint: { emoji: '🩹', ...drawn },
  anagram: { emoji: '🙃', ...twofold, turn: 'turn' },
  hybrid: { emoji: '🦆', ...twofold, turn: 'stepBack' },
  style: { emoji: '🖼️', ...drawn },
  upscale: { emoji: '⬆️', ...drawn },
  // A study's pictures mean something beside one another alone.
  denoise: { emoji: '🌫️', buttons: ['again', 'remix', 'steps', 'bin'], picks: false },
  compare: { emoji: '🔢', ...drawn },
}

import type { Mode } from '#src/requests/draw-request.ts'

/** A mode as people meet it in the channel. */
export interface ModeLook {
  /** Before the headline. */
  readonly emoji: string
  /** What the button says that goes to the picture's next reading, where it has several. */
  readonly turn?: 'turn' | 'stepBack'
  /** Whether one of several pictures can be picked to go on with. Default: yes. */
  readonly picks?: false
}

/** Every mode is a row. */
export const modeTable: { readonly [M in Mode]: ModeLook } = {
  generate: { emoji: '🎨' },
  edit: { emoji: '🖌️' },
  inpaint: { emoji: '🩹' },
  anagram: { emoji: '🙃', turn: 'turn' },
  hybrid: { emoji: '🦆', turn: 'stepBack' },
  style: { emoji: '🖼️' },
  upscale: { emoji: '⬆️' },
  // A study's pictures mean something beside one another alone.
  denoise: { emoji: '🌫️', picks: false },
  compare: { emoji: '🔢' },
}

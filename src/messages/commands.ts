/** Descriptions of commands and of options that no request schema has; at most 100 characters each. */
export const commands = {
  generate: 'Paint a picture from words.',
  about: 'Which model paints here, under which licence, and who runs on what.',
  queue: 'How long the line is, and where you stand in it.',
  help: 'How to ask for pictures.',
  show: 'Bring one of your pictures back, with its buttons.',
} as const

export const options = {
  private: 'Only you see the picture.',
  showPrivate: 'Left out or true: only you see it; false: everyone here does.',
  spoiler: 'Hide the picture behind a spoiler.',
  advanced: 'Open a form with everything else: schedule, sampler, the 256 px stage.',
  id: 'Which picture; your latest ones are listed while you type.',
} as const

/** Labels of the buttons under messages about a job. */
export const buttons = {
  again: 'Again',
  remix: 'Remix',
  upscale: 'Upscale',
  upscalePicture: (picture: number): string => `Upscale ${picture}`,
  steps: 'Steps',
  vary: 'Vary',
  varyMuch: 'Vary a lot',
  turn: 'Turn',
  stepBack: 'Step back',
  animate: 'Animate',
  enter: 'Enter challenge',
  guess: 'Guess the picture',
  details: 'Details',
  delete: 'Delete',
  cancel: 'Cancel',
  collect: 'Collect',
} as const

/** The menu that picks one of several pictures. */
export const pickMenu = {
  which: 'Pick a picture to turn, vary or upscale',
  all: 'All pictures',
  picture: (number: number): string => `Picture ${number}`,
} as const

/** What the included model draws well. Larger models draw all of it too. */
export const drawable: readonly string[] = [
  'a red apple',
  'a cat',
  'a panda',
  'a fox',
  'a lion',
  'a frog',
  'a penguin',
  'a pumpkin',
  'a ghost',
  'a skull',
  'a rose',
  'a sunflower',
  'a cactus',
  'a tree',
  'a volcano',
  'a strawberry',
  'a watermelon',
  'a hamburger',
  'a sailboat',
  'a heart',
  'an umbrella',
  'a light bulb',
]

/** Two things whose forms and colours agree: the first as it is, the second upside down. */
export const anagramPairs: readonly (readonly [string, string])[] = [
  ['a volcano', 'a strawberry'],
  ['a penguin', 'a light bulb'],
  ['a tree', 'a rose'],
  ['a heart', 'a pumpkin'],
]

/** Two things of one outline: the first from far away, the second from close by. */
export const hybridPairs: readonly (readonly [string, string])[] = [
  ['a lion', 'a sunflower'],
  ['a skull', 'a tree'],
  ['a pumpkin', 'a rose'],
  ['a panda', 'a strawberry'],
]

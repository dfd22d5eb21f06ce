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
  ['a red apple', 'a heart'],
  ['a skull', 'a mushroom'],
  ['an ice cream', 'a sailboat'],
  ['fire', 'a tulip'],
]

/** Two things of one outline: the first from far away, the second from close by. */
export const hybridPairs: readonly (readonly [string, string])[] = [
  ['a heart', 'a strawberry'],
  ['a sunflower', 'a skull'],
  ['a waterfall', 'a skull'],
  ['a tree', 'an owl'],
]

const pairs = (all: readonly (readonly [string, string])[]): string =>
  all.map(([first, second]) => `${first} + ${second}`).join(', ')

/** Examples as lists. `subjects`: what the model says that it was taught, best first. Empty if it does not say. */
export const exampleLists = (subjects: readonly string[]) => ({
  drawn: (subjects.length > 0 ? subjects : drawable).slice(0, 24).join(', '),
  anagrams: pairs(anagramPairs),
  hybrids: pairs(hybridPairs),
})

/** One example of each command. Prompts are English, since the models read English. */
export const examplePrompts = {
  generate: 'a red apple',
  anagram: ['a skull', 'a mushroom'],
  hybrid: ['a sunflower', 'a skull'],
} as const

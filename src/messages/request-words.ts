import { englishWords } from '#src/requests/words.ts'

const { seen: _, setting: __, ...words } = englishWords

/** The words around prompts and names in which a request is described. */
export const requestWords = words

/** How a reading is seen, by the English labels of views and components. */
export const seenAs = {
  'as it is': 'as it is',
  'flipped upside down': 'flipped upside down',
  'a quarter turn clockwise': 'a quarter turn clockwise',
  'a quarter turn counter-clockwise': 'a quarter turn counter-clockwise',
  'half a turn': 'half a turn',
  'as a photographic negative': 'as a photographic negative',
  'columns slid downhill': 'columns slid downhill',
  'square patches shuffled': 'square patches shuffled',
  'tiny squares shuffled': 'tiny squares shuffled',
  'jigsaw pieces moved': 'jigsaw pieces moved',
  'the inner circle turned': 'the inner circle turned',
  'squares turned on their hinges': 'squares turned on their hinges',
  'from far away': 'from far away',
  'from a few steps': 'from a few steps',
  'from close by': 'from close by',
  'in dim light': 'in dim light',
  'in colour': 'in colour',
  'in motion': 'in motion',
  'standing still': 'standing still',
} as const

/** Settings and their values, in lines of small print. */
export const settingLine = {
  seed: (seed: number): string => `seed ${seed}`,
  seeds: (first: number, last: number): string => `seeds ${first}–${last}`,
  steps: (steps: string): string => `${steps} steps`,
  guidance: (guidance: string): string => `guidance ${guidance}`,
  /** A setting of a mode's own, from its name in requests. */
  named: (name: string, value: string | number): string =>
    `${name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)} ${value}`,
} as const

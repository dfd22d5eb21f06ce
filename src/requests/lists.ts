import { numeric } from './numeric.ts'

/** A list as people type it: with commas, semicolons or blanks between. */
const wordsIn = (list: string): readonly string[] => list.split(/[\s,;]+/).filter(Boolean)

/** The same of numbers; what is none stays a word, for the schema to name. */
export const numbersIn = (list: string): readonly (number | string | undefined)[] => wordsIn(list).map(numeric)

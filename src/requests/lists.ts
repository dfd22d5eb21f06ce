import { numeric } from './numeric.ts'

/** Splits a list as people type it: separated by commas, semicolons or spaces. */
const wordsIn = (list: string): readonly string[] => list.split(/[\s,;]+/).filter(Boolean)

/** Splits a list of numbers. An entry that is not a number stays a string, so that the schema can name it in its error. */
export const numbersIn = (list: string): readonly (number | string | undefined)[] => wordsIn(list).map(numeric)

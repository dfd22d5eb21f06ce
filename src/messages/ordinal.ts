/** A place in the queue: next in line, 2nd in line, 3rd in line … `position`: 1 is next. */
export const placeInLine = (position: number): string =>
  position === 1 ? 'next in line' : `${ordinal(position)} in line`

/** 1st, 2nd, 3rd, 4th … */
const ordinal = (place: number): string => {
  const ending = place % 100 > 10 && place % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th')
  return `${place}${ending}`
}

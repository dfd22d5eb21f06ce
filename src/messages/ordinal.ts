/** 1st, 2nd, 3rd, 4th … */
export const ordinal = (place: number): string => {
  const ending = place % 100 > 10 && place % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th')
  return `${place}${ending}`
}

/** The role of a picture's n-th reading, from 0, among the results of its job. */
export const readingRole = (index: number): string => `reading-${index}`

const pattern = /^reading-(\d+)$/

/** Which reading has this role, from 0, or undefined if it is the role of something else. */
export function readingIndex(role: string): number | undefined {
  const index = pattern.exec(role)?.[1]
  return index === undefined ? undefined : Number(index)
}

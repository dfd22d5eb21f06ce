/** One line of a list of suggestions. */
export interface Suggestion {
  readonly key: string
  readonly label: string
  readonly detail?: string
}

/**
 * The items that match the typed text: first those that begin with it, then those that contain it. Case and accents do not
 * matter.
 */
export function filterSuggestions<Item extends Suggestion>(items: readonly Item[], typed: string): readonly Item[] {
  const wanted = fold(typed.trim())
  if (wanted === '') return items
  const begins = items.filter((item) => fold(item.label).startsWith(wanted))
  const contains = items.filter(
    (item) => !begins.includes(item) && fold(`${item.label} ${item.detail ?? ''}`).includes(wanted),
  )
  return [...begins, ...contains]
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

import type { Entry } from './challenge.ts'

/** The reason why someone may not vote. */
export type VoteRefusal =
  | { readonly because: 'closed' }
  | { readonly because: 'own' }
  | { readonly because: 'gone' }
  | { readonly because: 'too-young'; readonly until: number }

/**
 * The reason why a person may not vote on these entries, or undefined if they may.
 *
 * @param accountMade - when the person's account was made, in milliseconds since 1970
 * @param minimalAge - how old an account must be, in milliseconds
 */
export function voteRefusal(facts: {
  readonly isVoting: boolean
  readonly entries: readonly (Entry | undefined)[]
  readonly voterId: string
  readonly accountMade: number
  readonly minimalAge: number
  readonly now: number
}): VoteRefusal | undefined {
  const { isVoting, entries, voterId, accountMade, minimalAge, now } = facts
  if (!isVoting) return { because: 'closed' }
  if (accountMade + minimalAge > now) return { because: 'too-young', until: accountMade + minimalAge }
  if (entries.some((entry) => entry === undefined)) return { because: 'gone' }
  if (entries.some((entry) => entry?.personId === voterId)) return { because: 'own' }
  return undefined
}

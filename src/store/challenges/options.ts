/** What the store of challenges needs from outside. */
export interface ChallengeStoreOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly newId: () => string
  /** A whole number below 2^31. */
  readonly newSeed: () => number
}

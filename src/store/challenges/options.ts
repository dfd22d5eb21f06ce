/** The dependencies of the store of challenges. */
export interface ChallengeStoreOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly newId: () => string
  /** A whole number below 2^31. */
  readonly newSeed: () => number
}

const hour = 60 * 60_000

/**
 * Milliseconds between two edits that only bring a message up to date. Discord limits edits of messages that are over an
 * hour old more strictly.
 */
export const editInterval = ({ createdAt }: { readonly createdAt: number }, now: number): number =>
  now < createdAt + hour ? 10_000 : 5 * 60_000

/** A message that the bot posts by itself. Both ids are null from its beginning until Discord has accepted it. */
export interface PostRecord {
  readonly kind: string
  readonly channelId: string | null
  readonly messageId: string | null
}

/** The records of the messages about a challenge or a guessing round, by its id. */
export interface PostRecords {
  posts(id: string): Promise<readonly PostRecord[]>
  /** Records that a message is about to be posted, or was posted. */
  putPost(id: string, post: PostRecord): Promise<void>
}

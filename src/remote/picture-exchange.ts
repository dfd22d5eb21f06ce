/** Where bot and workers leave pictures for each other, since a queue is no place for them. */
export interface PictureExchange {
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Null if it is not there (any more). */
  get(key: string): Promise<Uint8Array | null>
  remove(keys: readonly string[]): Promise<void>
  close(): Promise<void>
}

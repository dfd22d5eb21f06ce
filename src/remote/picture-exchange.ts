/** Exchanges pictures between bot and workers, since they are too large for a queue. */
export interface PictureExchange {
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Null if it does not exist or was removed. */
  get(key: string): Promise<Uint8Array | null>
  remove(keys: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** The next activity of the engine's thread. While it runs a network it cannot answer messages. */
export type Activity =
  /** It prepares a model, reads weights or builds a session. */
  | { readonly kind: 'loading' }
  /**
   * It runs a network once. `expected` is how long earlier runs took, in seconds; `rows` is the size of a UNet's batch.
   */
  | { readonly kind: 'running'; readonly expected?: number | undefined; readonly rows?: number | undefined }
  /** It has jobs but is not inside a network: arithmetic, encoding of pictures. */
  | { readonly kind: 'between' }
  /** It has nothing to do. */
  | { readonly kind: 'idle' }

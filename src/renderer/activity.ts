/** What the engine's thread is about to do. While it runs a network it cannot answer. */
export type Activity =
  /** Preparing a model, reading weights, building a session. */
  | { readonly kind: 'loading' }
  /** One run of a network; `expected` is what it took before, in seconds. */
  | { readonly kind: 'running'; readonly expected?: number | undefined }
  /** It has jobs, but is in none of its networks: arithmetic, encoding of pictures. */
  | { readonly kind: 'between' }
  /** It has nothing to do. */
  | { readonly kind: 'idle' }

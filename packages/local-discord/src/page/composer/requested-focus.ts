/** The option that should take the focus; null for the Send button. Each request is a new object. */
export interface RequestedFocus {
  readonly name: string | null
}

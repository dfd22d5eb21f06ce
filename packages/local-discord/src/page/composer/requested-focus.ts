/** Which option is to have the focus now, null for the button that sends; each requestedFocus is a new object. */
export interface RequestedFocus {
  readonly name: string | null
}

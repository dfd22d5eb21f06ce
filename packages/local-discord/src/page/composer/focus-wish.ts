/** Which option is to have the focus now, null for the button that sends; each wish is a new object. */
export interface FocusWish {
  readonly name: string | null
}

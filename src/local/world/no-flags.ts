/** "No flag is set", for the many bit fields of the API: their enums have no member for it. */
export const NO_FLAGS: number = 0

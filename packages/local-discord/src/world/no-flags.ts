/**
 * "No flag is set", for the many bit fields of the API. Their enums have no member for it, and only `never` fits them all.
 */
export const NO_FLAGS = 0 as never

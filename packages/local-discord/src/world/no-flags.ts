/**
 * "No flag is set", for the many bit fields of the API: their enums have no member for it, and `never` alone fits them
 * all.
 */
export const NO_FLAGS = 0 as never

/** The bytes of a file that Discord accepts from anybody in every server. */
export const defaultUploadLimit = 10 * 1024 * 1024

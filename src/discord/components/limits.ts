import { defaultUploadLimit } from '#src/image/upload-limit.ts'

/** Discord's limits of one message. */
export const limits = {
  files: 10,
  /** Bytes of one file, in a server without boosts. */
  fileBytes: defaultUploadLimit,
  /** Bytes of one whole request. */
  request: 25 * 1024 * 1024,
  /** Characters of one picture's alt text. */
  altText: 1024,
  galleryItems: 10,
  /** Characters of all texts of one message together. */
  text: 4000,
  /** Options of one select menu, and choices of one autocomplete answer. */
  options: 25,
  /** Characters of one option of a menu, and of one autocomplete choice. */
  optionLength: 100,
} as const

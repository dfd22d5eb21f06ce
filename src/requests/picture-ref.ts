import { z } from 'zod'

/**
 * A picture that a request refers to, identified by its content. The bytes are passed beside the request. They come from
 * the store or from a file given on the command line.
 */
export const pictureRef = z.strictObject(
  {
    /** The SHA-256 of the file's bytes as they were given, in lower-case hex. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/, { error: 'must be a SHA-256 sum in hex' }),
    /** The file's name as the person knows it, for messages only. */
    name: z.string().min(1).max(255),
  },
  { error: 'must be a picture' },
)

export type PictureRef = z.infer<typeof pictureRef>

import { z } from 'zod'
import { resolvedRequest } from '#src/requests/draw-request.ts'
import { maskSpec } from '#src/requests/mask-spec.ts'

/** Bytes of a file. */
const file = z.custom<Uint8Array>((value) => value instanceof Uint8Array, { error: 'must be bytes' })
const edge = z.int().min(1)

const encoded = z.object({
  bytes: file,
  format: z.enum(['png', 'webp', 'gif', 'jpeg']),
  width: edge,
  height: edge,
})

/**
 * What the image worker can be asked for, and what it answers: plain data, checked where it arrives. A new kind is an entry
 * here and one in `work.ts`.
 */
const kinds = {
  /** Opens a picture as a person handed it in: what is none, is damaged, or breaks the limits is refused. */
  look: {
    asks: z.object({
      file,
      /** How sentences about it call it: the file's name. */
      name: z.string(),
      /** Left out for a picture that is kept here: it was looked at when it came. */
      limits: z.object({ bytes: z.number(), pixels: z.number() }).exactOptional(),
    }),
    answers: z.object({
      format: z.enum(['png', 'jpeg', 'webp', 'gif', 'avif', 'tiff']),
      width: edge,
      height: edge,
      transparent: z.boolean(),
    }),
  },
  /** The best file of at most `limit` bytes, by the ladder of `fitBytes`. */
  fit: { asks: z.object({ file, limit: z.number() }), answers: encoded },
  /** Every meaning of a picture, small ones enlarged, in the order of its prompts; none where it has but one. */
  readings: { asks: z.object({ request: resolvedRequest, file }), answers: z.array(encoded) },
  /** The picture in motion, in at most `limit` bytes; null where nothing is known that it could come from or turn to. */
  move: {
    asks: z.object({
      request: resolvedRequest,
      file,
      /** The picture that it was painted over. */
      before: file.exactOptional(),
      /** The strip of its steps. */
      strip: file.exactOptional(),
      limit: z.number(),
    }),
    answers: encoded.nullable(),
  },
  /** The picture under the numbered grid from which cells are picked; its longer side `longest` at most. */
  grid: { asks: z.object({ file, longest: edge }), answers: encoded },
  /** The mask shown over the picture, its longer side `longest` at most. */
  overlay: {
    asks: z.object({
      file,
      mask: maskSpec,
      /** The picture that the mask names, where it names one. */
      maskFile: file.exactOptional(),
      invert: z.boolean(),
      longest: edge,
    }),
    /** `notices`: what the person should know of the mask, a sentence each. */
    answers: z.object({ file: encoded, notices: z.array(z.string()) }),
  },
} as const

type Kinds = typeof kinds
export type JobName = keyof Kinds
/** What a job of this name needs. */
export type Ask<Name extends JobName> = z.output<Kinds[Name]['asks']>
/** What it brings. */
export type Answer<Name extends JobName> = z.output<Kinds[Name]['answers']>

/** Every kind of job by its name, with the schemas of both ways. */
export const imageWorkerJobs: {
  readonly [Name in JobName]: { readonly asks: z.ZodType<Ask<Name>>; readonly answers: z.ZodType<Answer<Name>> }
} = kinds

export const isJobName = (word: string): word is JobName => Object.hasOwn(kinds, word)

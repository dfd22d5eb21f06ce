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
 * The jobs of the image worker with their input and output: plain data, checked where it arrives. A new kind of job is
 * an entry here and one in `work.ts`.
 */
const kinds = {
  /** Opens a picture as a person sent it. Files that are not pictures, are damaged or exceed the limits are refused. */
  inspect: {
    input: z.object({
      file,
      /** The file's name, for sentences about it. */
      name: z.string(),
      /** Left out for a picture from the store, which was inspected when it came. */
      limits: z.object({ bytes: z.number(), pixels: z.number() }).exactOptional(),
    }),
    output: z.object({
      format: z.enum(['png', 'jpeg', 'webp', 'gif', 'avif', 'tiff']),
      width: edge,
      height: edge,
      transparent: z.boolean(),
    }),
  },
  /** The best file of at most `limit` bytes, by the fallbacks of `fitBytes`. */
  fitBytes: { input: z.object({ file, limit: z.number() }), output: encoded },
  /** Every reading of a picture, small ones enlarged, in the order of its prompts. Empty for a picture with one reading. */
  renderReadings: { input: z.object({ request: resolvedRequest, file }), output: z.array(encoded) },
  /** The steps of a strip as a slim band. Null for a strip that cannot be read. `shape`: of the finished picture. */
  stepBand: {
    input: z.object({ strip: file, shape: z.object({ width: edge, height: edge }) }),
    output: encoded.nullable(),
  },
  /** The steps of a strip with x_t and the estimates, larger, on one or more pages. */
  stepPages: {
    input: z.object({ strip: file, shape: z.object({ width: edge, height: edge }) }),
    output: z.array(encoded),
  },
  /** An animation of the picture, in at most `limit` bytes. Null if there is nothing to animate it from or to. */
  animate: {
    input: z.object({
      request: resolvedRequest,
      file,
      /** The picture that was edited. */
      before: file.exactOptional(),
      /** The strip of its steps. */
      strip: file.exactOptional(),
      limit: z.number(),
    }),
    output: encoded.nullable(),
  },
  /** The picture without anything that tells how it was made; `detail` averages it down to so many pixels first. */
  cover: { input: z.object({ file, detail: edge.exactOptional() }), output: encoded },
  /** The picture under the numbered grid from which cells are picked. Its longer side has at most `maxLength` pixels. */
  gridOverlay: { input: z.object({ file, maxLength: edge }), output: encoded },
  /** The mask shown over the picture. Its longer side has at most `maxLength` pixels. */
  maskOverlay: {
    input: z.object({
      file,
      mask: maskSpec,
      /** The picture that the mask refers to, if any. */
      maskFile: file.exactOptional(),
      invert: z.boolean(),
      maxLength: edge,
    }),
    /** `notices`: sentences for the person about the mask. */
    output: z.object({ file: encoded, notices: z.array(z.string()) }),
  },
} as const

type Kinds = typeof kinds
export type JobName = keyof Kinds
/** The input of the job with this name. */
export type JobInput<Name extends JobName> = z.output<Kinds[Name]['input']>
/** Its output. */
export type JobOutput<Name extends JobName> = z.output<Kinds[Name]['output']>

/** Every kind of job by its name, with the schemas of input and output. */
export const imageJobs: {
  readonly [Name in JobName]: { readonly input: z.ZodType<JobInput<Name>>; readonly output: z.ZodType<JobOutput<Name>> }
} = kinds

/** Jobs that can take many seconds. */
const slow: ReadonlySet<JobName> = new Set(['fitBytes', 'stepPages', 'animate'])

export const isSlow = ({ name }: { readonly name: JobName }): boolean => slow.has(name)

export const isJobName = (word: string): word is JobName => Object.hasOwn(kinds, word)

import { z } from 'zod'
import { fields, real, text, whole } from '../fields.ts'
import { sampler, steps } from '../sampling.ts'
import { editRequest, resolvedEdit } from './edit.ts'
import { generateRequest, resolvedGenerate } from './generate.ts'

const values = <Value extends z.ZodType>(value: Value) =>
  z.array(value).min(2, { error: 'must have at least 2 values' }).max(8, { error: 'must have at most 8 values' })

/** A setting and the values it takes along one side of the sheet. */
export const compareAxis = z.discriminatedUnion(
  'setting',
  [
    z.strictObject({ setting: z.literal('steps'), values: values(steps) }),
    z.strictObject({ setting: z.literal('guidance'), values: values(real(fields.guidance)) }),
    z.strictObject({ setting: z.literal('seed'), values: values(whole(fields.seed)) }),
    z.strictObject({ setting: z.literal('sampler'), values: values(sampler) }),
    z.strictObject({ setting: z.literal('prompt'), values: values(text(fields.prompt)) }),
    /** Edits only. */
    z.strictObject({ setting: z.literal('strength'), values: values(real(fields.strength)) }),
  ],
  { error: 'must vary one of steps, guidance, seed, sampler, prompt, strength' },
)
export type CompareAxis = z.infer<typeof compareAxis>

const axes = z
  .array(compareAxis)
  .min(1, { error: 'must name one or two settings to vary' })
  .max(2, { error: 'must name one or two settings to vary' })

/** One labelled sheet of a request with one or two of its settings varied: first down the rows, then across. */
export const compareRequest = z
  .strictObject({
    mode: z.literal('compare'),
    of: z.discriminatedUnion('mode', [generateRequest, editRequest]),
    axes,
  })
  .refine(({ axes }) => new Set(axes.map((axis) => axis.setting)).size === axes.length, {
    error: 'The two settings to compare must be different ones.',
  })
  .refine(({ axes, of }) => of.mode === 'edit' || axes.every((axis) => axis.setting !== 'strength'), {
    error: 'Only edits have a `strength` to compare; compare an edit, or vary another setting.',
  })
  .refine(({ of }) => of.count === undefined || of.count === 1, {
    error: 'A comparison paints one picture in each cell; leave `count` out, and vary `seed` for more of them.',
  })
  .refine(({ of }) => of.mode !== 'edit' || of.ladder === undefined, {
    error: 'A comparison paints one picture in each cell; leave `ladder` out, and vary `strength` instead.',
  })
export type CompareRequest = z.infer<typeof compareRequest>

const cell = z.discriminatedUnion('mode', [resolvedGenerate, resolvedEdit])

/** The sheet spelt out: every cell is a request of its own. */
export const resolvedCompare = z.strictObject({
  mode: z.literal('compare'),
  axes,
  /** [rows][columns] */
  cells: z.array(z.array(cell).min(1).max(8)).min(1).max(8),
})
export type ResolvedCompare = z.infer<typeof resolvedCompare>
export type CompareCell = z.infer<typeof cell>

import { z } from 'zod'
import { real, text, whole } from '#src/schemas.ts'
import { fields } from '../fields.ts'
import { sampler, steps, type Steps } from '../sampling.ts'
import type { SharedRequest } from '../shared.ts'
import { stepsWords } from '../steps-words.ts'
import { promptOr, promptWithStyle, styledPrompt } from '../words.ts'
import { edit, editRequest, resolvedEdit } from './edit.ts'
import { generate, generateRequest, resolvedGenerate } from './generate.ts'
import type { ModeOf } from './mode.ts'

const values = <Value extends z.ZodType>(value: Value) =>
  z.array(value).min(2, { error: 'must have at least 2 values' }).max(8, { error: 'must have at most 8 values' })

/** A setting and its values along one axis of the sheet. */
export const compareAxis = z.discriminatedUnion(
  'setting',
  [
    z.strictObject({ setting: z.literal('steps'), values: values(steps) }),
    z.strictObject({ setting: z.literal('guidance'), values: values(real(fields.guidance)) }),
    z.strictObject({ setting: z.literal('seed'), values: values(whole(fields.seed)) }),
    z.strictObject({ setting: z.literal('sampler'), values: values(sampler) }),
    z.strictObject({ setting: z.literal('prompt'), values: values(text(fields.prompt)) }),
    /** Only for edits. */
    z.strictObject({ setting: z.literal('strength'), values: values(real(fields.strength)) }),
  ],
  { error: 'must vary one of steps, guidance, seed, sampler, prompt, strength' },
)
export type CompareAxis = z.infer<typeof compareAxis>

const axes = z
  .array(compareAxis)
  .min(1, { error: 'must name one or two settings to vary' })
  .max(2, { error: 'must name one or two settings to vary' })

/** One labelled sheet of a request with one or two settings varied: the first down the rows, the second across the columns. */
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
    error: 'A comparison draws one picture in each cell; leave `count` out, and vary `seed` for more of them.',
  })
  .refine(({ of }) => of.bestOf === undefined || of.bestOf === 1, {
    error: 'A comparison draws one picture in each cell; leave `bestOf` out.',
  })
  .refine(({ of }) => of.mode !== 'edit' || of.sweep === undefined, {
    error: 'A comparison draws one picture in each cell; leave `sweep` out, and vary `strength` instead.',
  })
export type CompareRequest = z.infer<typeof compareRequest>

const cell = z.discriminatedUnion('mode', [resolvedGenerate, resolvedEdit])

/** The resolved sheet. Every cell is a request of its own. */
export const resolvedCompare = z.strictObject({
  mode: z.literal('compare'),
  axes,
  /** [rows][columns] */
  cells: z.array(z.array(cell).min(1).max(8)).min(1).max(8),
})
export type ResolvedCompare = z.infer<typeof resolvedCompare>
export type CompareCell = z.infer<typeof cell>

type Base = CompareRequest['of']

/** The modes that can be compared. */
const compared: { readonly [M in Base['mode']]: ModeOf<Base, CompareCell> } = { generate, edit }

function vary(base: Base, axis: CompareAxis): Base[] {
  switch (axis.setting) {
    case 'steps':
      return axis.values.map((steps) => ({ ...base, steps }))
    case 'guidance':
      return axis.values.map((guidance) => ({ ...base, guidance }))
    case 'seed':
      return axis.values.map((seed) => ({ ...base, seed }))
    case 'sampler':
      return axis.values.map((sampler) => ({ ...base, sampler }))
    case 'prompt':
      return axis.values.map((prompt) => ({ ...base, prompt }))
    case 'strength':
      return axis.values.map((strength) => (base.mode === 'edit' ? { ...base, strength } : base))
    default:
      return axis satisfies never
  }
}

const cellsOf = (resolved: ResolvedCompare): readonly CompareCell[] => resolved.cells.flat()
const baseOf = (request: CompareRequest | ResolvedCompare): Base | CompareCell | undefined =>
  'of' in request ? request.of : request.cells[0]?.[0]

/** A labelled sheet. Each cell is a drawing of its own. */
export const compare: ModeOf<CompareRequest, ResolvedCompare, CompareCell> & { readonly name: 'compare' } & {
  readonly request: typeof compareRequest
  readonly resolved: typeof resolvedCompare
} = {
  name: 'compare',
  emoji: '🔢',
  description: 'Vary one or two settings of a request, all on one sheet.',
  request: compareRequest,
  resolved: resolvedCompare,
  stages: 'both',
  ownTimesteps: false,
  stageTwoStrength: true,
  sheetOnly: true,
  standalone: true,
  enlargement: 'upscale',
  /** Expands the sheet into one request per cell: the first axis down the rows, the second (if any) across the columns. */
  resolve(request, model, drawSeed) {
    const { of, axes } = request
    const [down, across] = axes
    const seed = of.seed ?? drawSeed()
    const rows = down === undefined ? [of] : vary(of, down)
    const cells = rows.map((row) =>
      (across === undefined ? [row] : vary(row, across)).map((cell) =>
        compared[cell.mode].resolve(cell, model, () => seed),
      ),
    )
    return { mode: 'compare', axes, cells }
  },
  bestOf: () => 1,
  settings: ({ of }) => of,
  withSettings: (request, settings: Partial<SharedRequest>) => ({ ...request, of: { ...request.of, ...settings } }),
  resolvedSettings: () => undefined,
  drawings: cellsOf,
  pictures(request) {
    const drawings = 'of' in request ? [request.of] : cellsOf(request)
    return drawings.flatMap((drawing) => compared[drawing.mode].pictures(drawing))
  },
  withStrength(request, strength) {
    const { of, axes } = request
    if (of.mode !== 'edit' || axes.some(({ setting }) => setting === 'strength')) return undefined
    const more = edit.withStrength?.(of, strength)
    return more && { ...request, of: more }
  },
  rows: (resolved, guidance) => Math.max(...cellsOf(resolved).map((cell) => compared[cell.mode].rows(cell, guidance))),
  work: (resolved) => cellsOf(resolved).flatMap((cell) => compared[cell.mode].work(cell)),
  withStyle: ({ of, axes, ...rest }, style) => ({
    ...rest,
    of: promptWithStyle(of, style),
    axes: axes.map((axis) =>
      axis.setting === 'prompt' ? { ...axis, values: axis.values.map((prompt) => styledPrompt(style, prompt)) } : axis,
    ),
  }),
  prompts: (request) => [{ prompt: baseOf(request)?.prompt ?? '' }],
  lines: ({ of, axes }, { noPrompt, by }) => [promptOr(of.prompt, noPrompt), by(axes.map(({ setting }) => setting))],
  grid({ axes, cells }) {
    const [down, across] = axes
    const width = cells[0]?.length ?? 1
    return {
      cells: cells.map((row, index) => row.map((_, column) => index * width + column)),
      ...(down && { rows: labelsOf(down) }),
      ...(across && { columns: labelsOf(across) }),
      // Prompts that are compared label their pictures already.
      ...(!axes.some(({ setting }) => setting === 'prompt') && { title: cells[0]?.[0]?.prompt ?? '' }),
      seeds: false,
    }
  },
  pictureLabel({ axes }, picture, words) {
    const across = axes[1]?.values.length ?? 1
    const places = [Math.floor(picture / across), picture % across]
    return axes
      .map(({ setting, values }, side) => {
        const value = values[places[side] ?? 0]
        return words.setting(setting, typeof value === 'object' ? stepsWords(value) : (value ?? ''))
      })
      .join(', ')
  },
}

function labelsOf(axis: CompareAxis): string[] {
  if (axis.setting === 'prompt') return axis.values.map((prompt) => promptOr(prompt, 'no prompt'))
  if (axis.setting === 'steps') return axis.values.map(stepsLabel)
  return axis.values.map((value) => `${axis.setting} ${value}`)
}

function stepsLabel(steps: Steps): string {
  if (typeof steps === 'number') return `${steps} steps`
  if (typeof steps === 'string') return steps
  return 'timesteps' in steps ? `${steps.timesteps.length} chosen steps` : `sections ${steps.sections.join(',')}`
}

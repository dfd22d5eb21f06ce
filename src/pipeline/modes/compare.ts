import type { CompareCell, ResolvedCompare } from '#src/requests/modes/compare.ts'
import { editPlan } from './edit.ts'
import { generatePlan } from './generate.ts'
import type { ModePlan } from './mode-plan.ts'

const plans: { readonly [M in CompareCell['mode']]: ModePlan<CompareCell> } = {
  generate: generatePlan,
  edit: editPlan,
}

/** A sheet whose cells, row by row, are separate drawings. */
export const comparePlan: ModePlan<ResolvedCompare> = {
  plan: ({ cells }, stages, materials) => ({
    drawings: cells.flat().flatMap((cell) => plans[cell.mode].plan(cell, stages, materials).drawings),
  }),
}

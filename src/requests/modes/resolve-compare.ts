import type { CompareAxis, CompareCell, CompareRequest, ResolvedCompare } from './compare.ts'

type Base = CompareRequest['of']

/** Spells the sheet out: one request a cell, the first axis down the rows, the second (if any) across. */
export function resolveCompare(request: CompareRequest, resolve: (cell: Base) => CompareCell): ResolvedCompare {
  const [down, across] = request.axes
  const rows = down === undefined ? [request.of] : vary(request.of, down)
  return {
    mode: 'compare',
    axes: request.axes,
    cells: rows.map((row) => (across === undefined ? [row] : vary(row, across)).map(resolve)),
  }
}

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

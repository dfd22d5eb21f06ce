import type { DrawRequest } from '#src/requests/draw-request.ts'
import { stepsWords } from '#src/requests/steps-words.ts'
import type { Result } from '#src/store/store.ts'

/** What tells one of several pictures from the others: its strength, its place in a comparison, else its seed. */
export function labelOf(request: DrawRequest, { picture, seed, recipe }: Result): string {
  if (request.mode === 'compare') {
    const across = request.axes[1]?.values.length ?? 1
    const places = [Math.floor(picture / across), picture % across]
    return request.axes
      .map(({ setting, values }, side) => {
        const value = values[places[side] ?? 0]
        return `${setting} ${typeof value === 'object' ? stepsWords(value) : value}`
      })
      .join(', ')
  }
  if (request.mode === 'edit' && request.ladder !== undefined) {
    const drawn = recipe.request.mode === 'edit' ? recipe.request.strengths : []
    if (drawn.length === 1) return `strength ${drawn[0]}`
  }
  return `seed ${seed}`
}

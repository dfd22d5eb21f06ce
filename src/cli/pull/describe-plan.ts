import { gigabytes } from '#src/gigabytes.ts'
import type { FileState, PullPlan } from '#src/hub/plan-pull.ts'

/** A table of the files: where each goes, how large it is, and where it comes from. */
export function describePlan({ repositories, files, notes }: PullPlan): readonly string[] {
  return [
    ...repositories.flatMap(({ repository: { name, commit }, folder }) => [
      `${name} at ${commit.slice(0, 12)}${folder === '' ? '' : ` as ${folder}`}`,
      ...files
        .filter((planned) => planned.folder === folder)
        .map(({ file, state }) => `  ${gigabytes(file.size).padStart(9)}  ${file.path}${stateInWords(state)}`),
    ]),
    ...notes,
  ]
}

function stateInWords(state: FileState): string {
  if (state.kind === 'here') return ' (here)'
  if (state.kind === 'unchecked') return ' (here, to be checked)'
  if (state.kind === 'copy') return ` (a copy of ${state.from.path})`
  return state.have > 0 ? ` (${gigabytes(state.have)} of it are here)` : ''
}

import type { CommandEntry } from './command-entries.ts'
import { optionHint } from './option-hint.ts'

interface CommandHintProps {
  readonly id: string
  readonly entry: Pick<CommandEntry, 'options' | 'labels'>
  readonly focused: string | null
  readonly problems: ReadonlyMap<string, string>
}

/** One line below the options: the focused option's problem, else its description, else the first problem. */
export function CommandHint({ id, entry, focused, problems }: CommandHintProps) {
  const problem = focused === null ? undefined : problems.get(focused)
  return (
    <p id={id} class={problem === undefined ? 'hint' : 'hint problem'} aria-live="polite">
      {problem === undefined ? <Description entry={entry} focused={focused} problems={problems} /> : null}
      {problem === undefined ? null : (
        <>
          <strong>{entry.labels[focused ?? ''] ?? focused}</strong> {problem}
        </>
      )}
    </p>
  )
}

function Description({ entry, focused, problems }: Omit<CommandHintProps, 'id'>) {
  const { options, labels } = entry
  const option = options.find(({ name }) => name === focused)
  if (option !== undefined) {
    return (
      <>
        <strong>{labels[option.name] ?? option.name}</strong> {optionHint(option)}
        {option.required === true ? '' : ' · optional'}
      </>
    )
  }
  const [first] = problems
  if (first === undefined) return null
  const [name, problem] = first
  return (
    <>
      <strong>{labels[name] ?? name}</strong> {problem}
    </>
  )
}

import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10'
import { optionHint } from './option-hint.ts'

interface CommandHintProps {
  readonly id: string
  readonly options: readonly APIApplicationCommandBasicOption[]
  readonly focused: string | null
  readonly problems: ReadonlyMap<string, string>
}

/** One line below the options: the focused option's problem, else its description, else the first problem. */
export function CommandHint({ id, options, focused, problems }: CommandHintProps) {
  const problem = focused === null ? undefined : problems.get(focused)
  return (
    <p id={id} class={problem === undefined ? 'hint' : 'hint problem'} aria-live="polite">
      {problem === undefined ? <Description options={options} focused={focused} problems={problems} /> : null}
      {problem === undefined ? null : (
        <>
          <strong>{focused}</strong> {problem}
        </>
      )}
    </p>
  )
}

function Description({ options, focused, problems }: Omit<CommandHintProps, 'id'>) {
  const option = options.find(({ name }) => name === focused)
  if (option !== undefined) {
    return (
      <>
        <strong>{option.name}</strong> {optionHint(option)}
        {option.required === true ? '' : ' · optional'}
      </>
    )
  }
  const [first] = problems
  if (first === undefined) return null
  const [name, problem] = first
  return (
    <>
      <strong>{name}</strong> {problem}
    </>
  )
}

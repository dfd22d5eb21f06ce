import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Combobox } from '../combobox/combobox.tsx'
import type { Suggestion } from '../combobox/suggestion.ts'
import { useSession } from '../state/context.tsx'
import { useDraft } from './draft-context.tsx'
import type { OptionFieldProps } from './option-field-props.ts'
import { sendOptions } from './option-value.ts'

type Choice = Suggestion & { readonly value: string | number }
type Answer = 'none' | 'waiting' | 'failed' | readonly Choice[]

/** How long typing must rest before the bot is asked, in milliseconds. */
const rest = 250

const toChoice = ({ name, value }: APIApplicationCommandOptionChoice): Choice => ({
  key: String(value),
  label: name,
  value,
})

/** A field whose suggestions the bot makes while one types. */
export function AutocompleteField({ option, value, invalid, describedBy, input, ...on }: OptionFieldProps) {
  const session = useSession()
  const { draft } = useDraft()
  const [focused, setFocused] = useState(false)
  const [answer, setAnswer] = useState<Answer>('none')
  const command = useRef(draft.command)
  command.current = draft.command

  useEffect(() => {
    if (!focused || value.picked !== null) return undefined
    let stale = false
    const timer = setTimeout(() => {
      const { current } = command
      if (current === null) return
      setAnswer((known) => (typeof known === 'string' ? 'waiting' : known))
      const { options } = sendOptions(current, option.name)
      const ask = async (): Promise<void> => {
        const choices = await session.autocomplete(current.entry.commandId, options, option.name)
        if (!stale) setAnswer(choices === null ? 'failed' : choices.map(toChoice))
      }
      void ask()
    }, rest)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [focused, value.text, value.picked, option.name, session])

  const choices = typeof answer === 'string' ? [] : answer
  const empty =
    answer === 'failed'
      ? 'The suggestions could not be loaded.'
      : typeof answer === 'string'
        ? 'Looking for suggestions…'
        : 'No suggestions'
  return (
    <Combobox
      label={option.name}
      text={value.text}
      items={choices}
      empty={empty}
      invalid={invalid}
      describedBy={describedBy}
      input={input}
      onText={(text) => on.onChange({ text, picked: null })}
      onPick={(item) => {
        const choice = choices.find((other) => other.key === item.key)
        if (choice !== undefined) on.onChange({ text: choice.label, picked: choice.value })
      }}
      onFocus={() => {
        setFocused(true)
        on.onFocus()
      }}
      onBlur={() => setFocused(false)}
      onKeyDown={on.onKeyDown}
    />
  )
}

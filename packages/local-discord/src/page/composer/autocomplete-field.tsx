import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Combobox } from '../combobox/combobox.tsx'
import type { Suggestion } from '../combobox/suggestion.ts'
import { useSession } from '../state/context.tsx'
import { useDraft } from './draft-context.tsx'
import type { OptionFieldProps } from './option-field-props.ts'
import { sendOptions } from './option-value.ts'

type Choice = Suggestion & { readonly value: string | number }
/** The bot's suggestions and the text they were made for, or null if it did not answer. */
interface Answer {
  readonly text: string
  readonly choices: readonly Choice[] | null
}

/** How long the person must stop typing before the bot is asked, in milliseconds. */
const debounce = 250

const toChoice = ({ name, value }: APIApplicationCommandOptionChoice): Choice => ({
  key: String(value),
  label: name,
  value,
})

/** A field whose suggestions come from the bot while one types. */
export function AutocompleteField(props: OptionFieldProps) {
  const { label, value, onChange, onFocus } = props
  const [focused, setFocused] = useState(false)
  const answer = useBotSuggestions(props, focused)
  const choices = answer?.choices ?? []
  const pending = value.picked === null && focused && answer?.text !== value.text
  const failed = answer !== null && answer.choices === null
  return (
    <Combobox
      label={label}
      text={value.text}
      items={choices}
      empty={pending ? 'Loading suggestions…' : failed ? 'The suggestions could not be loaded.' : 'No suggestions'}
      pending={pending}
      invalid={props.invalid}
      describedBy={props.describedBy}
      input={props.input}
      onText={(text) => onChange({ text, picked: null })}
      onPick={(item) => {
        const choice = choices.find((other) => other.key === item.key)
        if (choice !== undefined) onChange({ text: choice.label, picked: choice.value })
      }}
      onFocus={() => {
        setFocused(true)
        onFocus()
      }}
      onBlur={() => setFocused(false)}
      onKeyDown={props.onKeyDown}
    />
  )
}

/** Asks the bot for suggestions once typing pauses. Earlier suggestions stay until the new ones arrive. */
function useBotSuggestions({ option, value }: OptionFieldProps, focused: boolean): Answer | null {
  const session = useSession()
  const { draft } = useDraft()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const command = useRef(draft.command)
  command.current = draft.command

  useEffect(() => {
    if (!focused || value.picked !== null) return undefined
    let stale = false
    const request = async (): Promise<void> => {
      const { current } = command
      if (current === null) return
      const { options } = sendOptions(current, option.name)
      const choices = await session.autocomplete(current.entry.commandId, options, option.name)
      if (!stale) setAnswer({ text: value.text, choices: choices?.map(toChoice) ?? null })
    }
    const timer = setTimeout(() => void request(), debounce)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [focused, value.text, value.picked, option.name, session])
  return answer
}

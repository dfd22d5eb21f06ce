import type { RefObject } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { SuggestionList } from './suggestion-list.tsx'
import type { Suggestion } from './suggestion.ts'

interface ComboboxProps {
  readonly label: string
  readonly text: string
  readonly items: readonly Suggestion[]
  /** Shown while no item matches. */
  readonly empty?: string
  /** Suggestions for this text are still on their way. Enter waits for them, so that it never sends an unfinished text. */
  readonly pending?: boolean
  readonly prefer?: 'above' | 'below'
  readonly placeholder?: string
  readonly invalid?: boolean
  readonly describedBy?: string
  readonly input: RefObject<HTMLInputElement>
  readonly onText: (text: string) => void
  readonly onPick: (item: Suggestion) => void
  readonly onFocus?: () => void
  readonly onBlur?: () => void
  /** Keys the list does not take, e.g. Enter to send the command. */
  readonly onKeyDown?: (event: KeyboardEvent) => void
}

/** A text field with suggestions. Typing narrows them, arrow keys move, Enter or Tab accept, Escape closes. */
export function Combobox(props: ComboboxProps) {
  const { label, text, items, empty = 'Nothing matches', prefer = 'above', placeholder, invalid = false, input } = props
  const id = useId()
  const frame = useRef<HTMLSpanElement>(null)
  const { open, setOpen, at, setActive, pick, onKeyDown } = useSuggestionKeys(props)

  return (
    <span ref={frame} class="combobox">
      <input
        ref={input}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-label={label}
        aria-expanded={open}
        aria-autocomplete="list"
        aria-controls={id}
        aria-invalid={invalid}
        {...(open && items.length > 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
        {...(props.describedBy === undefined ? {} : { 'aria-describedby': props.describedBy })}
        {...(placeholder === undefined ? {} : { placeholder })}
        value={text}
        onInput={(event) => {
          setOpen(true)
          setActive(0)
          props.onText(event.currentTarget.value)
        }}
        onFocus={() => {
          setOpen(true)
          props.onFocus?.()
        }}
        onClick={() => setOpen(true)}
        onBlur={() => {
          setOpen(false)
          props.onBlur?.()
        }}
        onKeyDown={onKeyDown}
      />
      {open ? (
        <SuggestionList
          id={id}
          label={label}
          anchor={frame}
          items={items}
          active={at}
          prefer={prefer}
          empty={empty}
          onPick={pick}
          onHover={setActive}
          onDismiss={() => setOpen(false)}
        />
      ) : null}
    </span>
  )
}

/** Which suggestion is active, and what keys do with it. */
function useSuggestionKeys({ items, text, pending = false, onPick, onKeyDown }: ComboboxProps) {
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const at = Math.min(active, Math.max(0, items.length - 1))
  const pick = (item: Suggestion): void => {
    setOpen(false)
    setActive(0)
    onPick(item)
  }
  const handleKey = (event: KeyboardEvent): void => {
    const current = items[at]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!open) setOpen(true)
      else setActive((at + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % Math.max(1, items.length))
    } else if (pending && event.key === 'Enter') {
      event.preventDefault()
    } else if (open && current !== undefined && event.key === 'Enter') {
      event.preventDefault()
      pick(current)
    } else if (open && current !== undefined && event.key === 'Tab' && !event.shiftKey && text !== '') {
      // Takes the suggestion and moves on, as Tab does.
      pick(current)
    } else if (open && event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    } else onKeyDown?.(event)
  }
  return { open, setOpen, at, setActive, pick, onKeyDown: handleKey }
}

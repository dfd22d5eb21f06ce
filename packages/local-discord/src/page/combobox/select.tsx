import { useId, useRef, useState } from 'preact/hooks'
import { Icon } from '../display/icon.tsx'
import { filterSuggestions, type Suggestion } from './suggestion.ts'
import { SuggestionList } from './suggestion-list.tsx'

interface SelectProps {
  readonly label: string
  readonly placeholder: string
  readonly items: readonly Suggestion[]
  readonly chosen: readonly string[]
  /** How many may be chosen. With one, a choice closes the list. */
  readonly max: number
  readonly disabled?: boolean
  readonly busy?: boolean
  readonly invalid?: boolean
  readonly describedBy?: string
  readonly onChange: (chosen: readonly string[]) => void
  /** The list was closed. A message's select sends what was chosen at this moment, as Discord's does. */
  readonly onClose?: (chosen: readonly string[]) => void
}

/** A select menu for one or several items. Typing narrows the list. */
export function Select(props: SelectProps) {
  const { label, placeholder, items, max, disabled = false, busy = false, invalid = false } = props
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const { open, typed, shown, at, set, show, close, pick, setActive, onKeyDown } = useSelectList(props)

  const names = items.filter((item) => set.has(item.key)).map((item) => item.label)
  return (
    <>
      <button
        ref={button}
        type="button"
        role="combobox"
        class="select"
        disabled={disabled}
        aria-label={names.length === 0 ? label : `${label}: ${names.join(', ')}`}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-controls={id}
        aria-busy={busy}
        data-invalid={invalid}
        {...(open && shown.length > 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
        {...(props.describedBy === undefined ? {} : { 'aria-describedby': props.describedBy })}
        onClick={() => (open ? close() : show())}
        onKeyDown={onKeyDown}
        onBlur={() => close()}
      >
        <span class={names.length === 0 && typed === '' ? 'select-text placeholder' : 'select-text'}>
          {typed !== '' ? typed : names.length === 0 ? placeholder : names.join(', ')}
        </span>
        <Icon name="down" />
      </button>
      {open ? (
        <SuggestionList
          id={id}
          label={label}
          anchor={button}
          items={shown}
          active={at}
          chosen={set}
          multiple={max > 1}
          empty="Nothing matches"
          onPick={pick}
          onHover={setActive}
          onDismiss={() => close()}
        />
      ) : null}
    </>
  )
}

/** The open list: what was typed, which item is active, and what keys do. */
function useSelectList({ items, chosen, max, onChange, onClose }: SelectProps) {
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const [typed, setTyped] = useState('')
  const shown = filterSuggestions(items, typed)
  const at = Math.min(active, Math.max(0, shown.length - 1))
  const set = new Set(chosen)

  const show = (): void => {
    const first = items.findIndex((item) => set.has(item.key))
    setTyped('')
    setActive(Math.max(0, first))
    setOpen(true)
  }
  const close = (values: readonly string[] = chosen): void => {
    if (!open) return
    setOpen(false)
    setTyped('')
    onClose?.(values)
  }
  const pick = (item: Suggestion): void => {
    if (max <= 1) {
      onChange([item.key])
      close([item.key])
    } else if (set.has(item.key)) onChange(chosen.filter((key) => key !== item.key))
    else if (chosen.length < max) onChange([...chosen, item.key])
  }
  /** Handles a key while the list is open; false if the key is not for the list. */
  const handleKey = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean => {
    const current = shown[at]
    if (key === 'ArrowDown') setActive((at + 1) % Math.max(1, shown.length))
    else if (key === 'ArrowUp') setActive((at + shown.length - 1) % Math.max(1, shown.length))
    else if (key === 'Home') setActive(0)
    else if (key === 'End') setActive(shown.length - 1)
    else if (key === 'Enter' || (key === ' ' && typed === '')) {
      if (current !== undefined) pick(current)
    } else if (key === 'Escape') close()
    else if (key === 'Backspace') setTyped(typed.slice(0, -1))
    else if (key.length === 1 && !ctrlKey && !metaKey) {
      setTyped(typed + key)
      setActive(0)
    } else return false
    return true
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
      event.preventDefault()
      show()
    } else if (event.key === 'Tab') close()
    else if (handleKey(event)) {
      event.preventDefault()
      event.stopPropagation()
    }
  }
  return { open, typed, shown, at, set, show, close, pick, setActive, onKeyDown }
}

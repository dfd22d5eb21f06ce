import { useId, useRef, useState } from 'preact/hooks'
import { Icon } from '../display/icon.tsx'
import { filterSuggestions, type Suggestion } from './suggestion.ts'
import { SuggestionList } from './suggestion-list.tsx'

interface SelectProps {
  readonly label: string
  readonly placeholder: string
  readonly items: readonly Suggestion[]
  readonly chosen: readonly string[]
  /** How many may be chosen; one makes a choice close the list. */
  readonly most: number
  readonly disabled?: boolean
  readonly busy?: boolean
  readonly invalid?: boolean
  readonly describedBy?: string
  readonly onChange: (chosen: readonly string[]) => void
  /** The list was closed: a message's select sends what was chosen then, as Discord's does. */
  readonly onClose?: (chosen: readonly string[]) => void
}

/** A select menu for one or several lines; typing narrows it. */
export function Select(props: SelectProps) {
  const { label, placeholder, items, chosen, most, disabled = false, busy = false, invalid = false } = props
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
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
  const close = (now: readonly string[] = chosen): void => {
    if (!open) return
    setOpen(false)
    setTyped('')
    props.onClose?.(now)
  }
  const pick = (item: Suggestion): void => {
    if (most <= 1) {
      props.onChange([item.key])
      close([item.key])
    } else if (set.has(item.key)) props.onChange(chosen.filter((key) => key !== item.key))
    else if (chosen.length < most) props.onChange([...chosen, item.key])
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault()
        show()
      }
      return
    }
    const current = shown[at]
    if (event.key === 'ArrowDown') setActive((at + 1) % Math.max(1, shown.length))
    else if (event.key === 'ArrowUp') setActive((at + shown.length - 1) % Math.max(1, shown.length))
    else if (event.key === 'Home') setActive(0)
    else if (event.key === 'End') setActive(shown.length - 1)
    else if ((event.key === 'Enter' || event.key === ' ') && (typed === '' || event.key === 'Enter')) {
      if (current !== undefined) pick(current)
    } else if (event.key === 'Escape') close()
    else if (event.key === 'Tab') {
      close()
      return
    } else if (event.key === 'Backspace') setTyped(typed.slice(0, -1))
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      setTyped(typed + event.key)
      setActive(0)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

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
          multiple={most > 1}
          empty="Nothing fits"
          onPick={pick}
          onHover={setActive}
          onDismiss={() => close()}
        />
      ) : null}
    </>
  )
}

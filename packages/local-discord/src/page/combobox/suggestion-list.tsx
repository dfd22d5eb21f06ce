import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../display/icon.tsx'
import { Floating } from '../menu/floating.tsx'
import type { Suggestion } from './suggestion.ts'

interface SuggestionListProps {
  readonly id: string
  readonly label: string
  readonly anchor: RefObject<HTMLElement>
  readonly items: readonly Suggestion[]
  /** The index that the arrow keys have selected. */
  readonly active: number
  readonly chosen?: ReadonlySet<string>
  readonly multiple?: boolean
  readonly prefer?: 'above' | 'below'
  /** Shown if there are no items. */
  readonly empty: string
  readonly onPick: (item: Suggestion) => void
  readonly onHover: (index: number) => void
  readonly onDismiss: () => void
  /** Set if the field handles every Tab itself. Accessibility rules want a scrollable list to be reachable by keyboard. */
  readonly tabStop?: boolean
}

/** The floating list of a combobox or a select. The focus stays in the field. */
export function SuggestionList(props: SuggestionListProps) {
  const { id, label, anchor, items, active, chosen, multiple = false, prefer = 'below', empty } = props
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[data-active=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <Floating anchor={anchor} class="suggestions" prefer={prefer} matchWidth onDismiss={props.onDismiss}>
      {items.length === 0 ? (
        <div class="suggestions-empty" role="status">
          {empty}
        </div>
      ) : null}
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={label}
        {...(props.tabStop === true ? { tabIndex: 0 } : {})}
        aria-multiselectable={multiple}
      >
        {items.map((item, index) => (
          <div
            key={item.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={chosen === undefined ? index === active : chosen.has(item.key)}
            data-active={index === active}
            class="suggestion"
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => {
              if (index !== active) props.onHover(index)
            }}
            onClick={() => props.onPick(item)}
          >
            <span class="suggestion-text">
              <span class="suggestion-label">{item.label}</span>
              {item.detail === undefined ? null : <span class="suggestion-detail">{item.detail}</span>}
            </span>
            {chosen?.has(item.key) === true ? <Icon name="check" /> : null}
          </div>
        ))}
      </div>
    </Floating>
  )
}

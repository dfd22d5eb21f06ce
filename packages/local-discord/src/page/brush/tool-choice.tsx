import type { ComponentChildren } from 'preact'

interface ToolChoiceProps<Value extends string> {
  readonly label: string
  readonly class: string
  readonly value: Value
  readonly choices: readonly {
    readonly value: Value
    readonly label: string
    readonly content: ComponentChildren
  }[]
  readonly onChoose: (value: Value) => void
}

/** A row of choices. Tab stops once, arrow keys move inside. */
export function ToolChoice<Value extends string>({
  label,
  class: name,
  value,
  choices,
  onChoose,
}: ToolChoiceProps<Value>) {
  const known = choices.some((choice) => choice.value === value)
  return (
    <div
      class={name}
      role="radiogroup"
      aria-label={label}
      onKeyDown={(event) => {
        const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
        if (by === undefined) return
        event.preventDefault()
        const at = choices.findIndex((choice) => choice.value === value)
        const next = choices[(at + by + choices.length) % choices.length]
        if (next === undefined) return
        onChoose(next.value)
        const buttons = event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')
        buttons[choices.indexOf(next)]?.focus()
      }}
    >
      {choices.map((choice, index) => (
        <button
          key={choice.value}
          type="button"
          role="radio"
          aria-checked={choice.value === value}
          aria-label={choice.label}
          title={choice.label}
          tabIndex={choice.value === value || (!known && index === 0) ? 0 : -1}
          onClick={() => onChoose(choice.value)}
        >
          {choice.content}
        </button>
      ))}
    </div>
  )
}

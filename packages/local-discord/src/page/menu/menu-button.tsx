import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { Menu, type MenuGroup } from './menu.tsx'

interface MenuButtonProps {
  /** The name of the menu, and of the button if it has no text of its own. */
  readonly label: string
  /** The button's own text is its name. */
  readonly speaks?: boolean
  readonly class?: string
  readonly align?: 'start' | 'end'
  readonly prefer?: 'above' | 'below'
  /** Made only when the menu opens. */
  readonly groups: () => readonly MenuGroup[]
  readonly children: ComponentChildren
}

/** A button that opens a menu beneath itself. */
export function MenuButton({
  label,
  speaks = false,
  class: name = 'icon-button',
  align,
  prefer,
  groups,
  children,
}: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        ref={button}
        type="button"
        class={name}
        {...(speaks ? {} : { 'aria-label': label })}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {children}
      </button>
      {open ? (
        <Menu
          label={label}
          anchor={button}
          groups={groups()}
          {...(align === undefined ? {} : { align })}
          {...(prefer === undefined ? {} : { prefer })}
          onClose={() => {
            setOpen(false)
            button.current?.focus()
          }}
        />
      ) : null}
    </>
  )
}

import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { Menu, type MenuGroup } from './menu.tsx'

interface MenuButtonProps {
  /** What the menu is called, and the button where it shows none of its own. */
  readonly label: string
  /** The button's text says enough, so it is read as it stands. */
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

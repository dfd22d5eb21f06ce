import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { Menu, type MenuGroup } from './menu.tsx'

interface MenuButtonProps {
  readonly label: string
  readonly class?: string
  readonly align?: 'start' | 'end'
  readonly prefer?: 'above' | 'below'
  /** Made only when the menu opens. */
  readonly groups: () => readonly MenuGroup[]
  readonly children: ComponentChildren
}

/** A button that opens a menu beneath itself. */
export function MenuButton({ label, class: name = 'icon-button', align, prefer, groups, children }: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        ref={button}
        type="button"
        class={name}
        aria-label={label}
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

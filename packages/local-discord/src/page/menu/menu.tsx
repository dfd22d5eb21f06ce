import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Icon, type IconName } from '../display/icon.tsx'
import { Floating } from './floating.tsx'
import type { Box } from './floating-position.ts'

export interface MenuItem {
  readonly label: string
  readonly detail?: string
  readonly icon?: IconName
  readonly danger?: boolean
  readonly onSelect: () => void
}

export interface MenuGroup {
  readonly title: string | null
  readonly items: readonly MenuItem[]
}

interface MenuProps {
  readonly label: string
  readonly anchor: RefObject<HTMLElement> | Box
  readonly groups: readonly MenuGroup[]
  readonly align?: 'start' | 'end'
  readonly prefer?: 'above' | 'below'
  readonly onClose: () => void
}

/** A menu of actions. Arrow keys, Home, End and first letters move the focus. Escape and Tab close the menu. */
export function Menu({ label, anchor, groups, align = 'start', prefer = 'below', onClose }: MenuProps) {
  const list = useRef<HTMLDivElement>(null)

  const items = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]

  // Before the first paint. Otherwise a key pressed at once would go to what is behind the menu, and Escape would close that.
  useLayoutEffect(() => {
    const before = document.activeElement
    items()[0]?.focus()
    return () => {
      const lost = document.activeElement === null || document.activeElement === document.body
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])

  const onKeyDown = (event: KeyboardEvent): void => {
    const all = items()
    const at = all.findIndex((item) => item === document.activeElement)
    const move = (to: number): void => all[(to + all.length) % all.length]?.focus()
    if (event.key === 'ArrowDown') move(at + 1)
    else if (event.key === 'ArrowUp') move(at - 1)
    else if (event.key === 'Home') move(0)
    else if (event.key === 'End') move(-1)
    else if (event.key === 'Escape' || event.key === 'Tab') onClose()
    else if (/^\S$/.test(event.key)) {
      const letter = event.key.toLowerCase()
      const next = [...all.slice(at + 1), ...all.slice(0, at + 1)]
      next.find((item) => item.textContent?.trim().toLowerCase().startsWith(letter))?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <Floating anchor={anchor} class="menu" align={align} prefer={prefer} onDismiss={onClose}>
      <div ref={list} role="menu" aria-label={label} onKeyDown={onKeyDown}>
        {groups.map((group, index) => (
          <div
            key={index}
            role="group"
            {...(group.title === null ? {} : { 'aria-label': group.title })}
            class="menu-group"
          >
            {group.title === null ? null : (
              <div class="menu-title" aria-hidden="true">
                {group.title}
              </div>
            )}
            {group.items.map((item) => (
              <button
                key={item.label}
                type="button"
                role="menuitem"
                tabIndex={-1}
                class={item.danger === true ? 'menu-item danger' : 'menu-item'}
                onClick={() => {
                  onClose()
                  item.onSelect()
                }}
                onPointerEnter={(event) => event.currentTarget.focus({ preventScroll: true })}
              >
                {item.icon === undefined ? null : <Icon name={item.icon} />}
                <span class="menu-text">
                  {item.label}
                  {item.detail === undefined ? null : <small>{item.detail}</small>}
                </span>
              </button>
            ))}
          </div>
        ))}
      </div>
    </Floating>
  )
}

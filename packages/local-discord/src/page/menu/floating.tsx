import type { ComponentChildren, RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { place, type Box } from './floating-position.ts'

interface FloatingProps {
  /** An element, or the position of the pointer. */
  readonly anchor: RefObject<HTMLElement> | Box
  readonly class: string
  readonly prefer?: 'above' | 'below'
  readonly align?: 'start' | 'end'
  /** Grows at least as wide as the anchor. */
  readonly matchWidth?: boolean
  readonly onDismiss: () => void
  readonly children: ComponentChildren
}

/** An element that floats beside its anchor until one presses elsewhere. */
export function Floating(props: FloatingProps) {
  const { anchor, class: name, prefer = 'below', align = 'start', matchWidth = false, onDismiss, children } = props
  const element = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const floating = element.current
    if (floating === null) return
    if (!floating.matches(':popover-open')) floating.showPopover()
    const box = 'current' in anchor ? anchor.current?.getBoundingClientRect() : anchor
    if (box === undefined) return
    floating.style.maxHeight = ''
    if (matchWidth) floating.style.minWidth = `${box.right - box.left}px`
    const { width, height } = floating.getBoundingClientRect()
    const viewport = { width: document.documentElement.clientWidth, height: window.innerHeight }
    const at = place(box, { width, height }, viewport, prefer, align)
    floating.style.left = `${at.left}px`
    floating.style.top = `${at.top}px`
    floating.style.maxHeight = `${at.maxHeight}px`
  })

  useEffect(() => {
    const outside = (event: Event): void => {
      if (!(event.target instanceof Node) || element.current?.contains(event.target) === true) return
      if ('current' in anchor && anchor.current?.contains(event.target) === true) return
      onDismiss()
    }
    document.addEventListener('pointerdown', outside, true)
    window.addEventListener('resize', onDismiss)
    return () => {
      document.removeEventListener('pointerdown', outside, true)
      window.removeEventListener('resize', onDismiss)
    }
  })

  return (
    <div ref={element} class={`floating ${name}`} popover="manual">
      {children}
    </div>
  )
}

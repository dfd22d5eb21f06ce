import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../display/icon.tsx'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly class?: string
  /** Hides the title bar except for the close button. Screen readers still read the title. */
  readonly bare?: boolean
  /** What is announced beside the title. */
  readonly describedBy?: string
  readonly children: ComponentChildren
  readonly onKeyDown?: (event: KeyboardEvent) => void
}

/** A modal dialog. The browser keeps the focus inside; on closing it returns to where it was. */
export function Dialog({
  title,
  onClose,
  class: name = '',
  bare = false,
  describedBy,
  children,
  onKeyDown,
}: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    const dialog = element.current
    const before = document.activeElement
    if (dialog?.open === false) dialog.showModal()
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <dialog
      ref={element}
      class={`dialog ${name}`}
      aria-labelledby={titleId}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
      onCancel={(event) => {
        // The cancel event of a file input bubbles up to here.
        if (event.target !== element.current) return
        event.preventDefault()
        onClose()
      }}
      onKeyDown={(event) => {
        // Keys meant for the dialog do not reach the page behind it.
        event.stopPropagation()
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.preventDefault()
          onClose()
        }
        onKeyDown?.(event)
      }}
      onPointerDown={(event) => {
        if (event.target === element.current) onClose()
      }}
    >
      <div class="dialog-sheet">
        <header class={bare ? 'dialog-bar bare' : 'dialog-bar'}>
          <h2 id={titleId} class={bare ? 'visually-hidden' : ''}>
            {title}
          </h2>
          <button type="button" class="icon-button" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}

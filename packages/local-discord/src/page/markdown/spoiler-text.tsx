import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

/** Hidden text. Screen readers do not read it either until it is revealed. */
export function SpoilerText({ children }: { readonly children: ComponentChildren }) {
  const [shown, show] = useState(false)
  if (shown) return <span class="spoiler-text revealed">{children}</span>
  return (
    <button type="button" class="spoiler-text" aria-label="Spoiler: show the text" onClick={() => show(true)}>
      <span aria-hidden="true" inert>
        {children}
      </span>
    </button>
  )
}

import { useEffect } from 'preact/hooks'
import { Icon } from './display/icon.tsx'
import { useSelect, useStoreDispatch } from './state/context.tsx'
import type { Toast } from './state/state.ts'

/** How long a notice stays, in milliseconds. */
const stay = 6_000

/** Short notices at the page's edge, read out politely. */
export function Toasts() {
  const toasts = useSelect((state) => state.toasts)
  return (
    <div
      class="toasts"
      role="status"
      aria-live="polite"
      popover="manual"
      ref={(element) => {
        // Shown above dialogs too, hence in the top layer, and raised again whenever there is something to say.
        if (element === null) return
        if (element.matches(':popover-open')) element.hidePopover()
        if (toasts.length > 0) element.showPopover()
      }}
    >
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  )
}

function ToastLine({ toast }: { readonly toast: Toast }) {
  const dispatch = useStoreDispatch()
  const dismiss = (): void => dispatch({ type: 'dismiss-toast', id: toast.id })
  useEffect(() => {
    const timer = setTimeout(dismiss, stay)
    return () => clearTimeout(timer)
  }, [toast.id])
  return (
    <p class="toast">
      <span>{toast.text}</span>
      <button type="button" class="icon-button" aria-label="Dismiss notice" onClick={dismiss}>
        <Icon name="close" />
      </button>
    </p>
  )
}

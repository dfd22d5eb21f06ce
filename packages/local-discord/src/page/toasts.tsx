import { useEffect } from 'preact/hooks'
import { Icon } from './display/icon.tsx'
import { useSelect, useStoreDispatch } from './state/context.tsx'
import type { Toast } from './state/state.ts'

/** How long a notice stays, in milliseconds. */
const stay = 6_000

/** Short notices at the edge of the page. Screen readers read them politely. */
export function Toasts() {
  const toasts = useSelect((state) => state.toasts)
  return (
    <div
      class="toasts"
      role="status"
      aria-live="polite"
      popover="manual"
      ref={(element) => {
        // In the top layer, above dialogs, and raised again with every new notice.
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

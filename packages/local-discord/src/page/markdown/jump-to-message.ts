/** Scrolls to a message of the open channel and focuses it; false if it is not loaded. */
export function jumpToMessage(id: string): boolean {
  const target = document.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(id)}"]`)
  if (target === null) return false
  target.scrollIntoView({ block: 'center' })
  target.focus({ preventScroll: true })
  return true
}

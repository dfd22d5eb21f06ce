/** Brings a message of the open channel into view and gives it the focus; false where it is not there. */
export function jumpToMessage(id: string): boolean {
  const target = document.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(id)}"]`)
  if (target === null) return false
  target.scrollIntoView({ block: 'center' })
  target.focus({ preventScroll: true })
  return true
}

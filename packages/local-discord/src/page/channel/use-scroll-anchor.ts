import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'

interface ScrollAnchor {
  /** Whether the newest message is in view, so that the next one is followed. */
  readonly atEnd: boolean
  readonly onScroll: () => void
  readonly toEnd: () => void
}

/** Closer to the end than this counts as being at the end, in pixels. */
const nearEnd = 24
/** Closer to the beginning than this loads older messages, in pixels. */
const nearStart = 600

/**
 * Keeps the messages in place while one reads. At the end the view follows new messages. Anywhere else the message at
 * the top of the view stays where it is while others arrive or change. When `sent` changes, the person has sent
 * something, and the view scrolls to the end.
 */
export function useScrollAnchor(
  scroller: RefObject<HTMLElement>,
  sent: string | null,
  onNearStart: () => void,
): ScrollAnchor {
  const [atEnd, setAtEnd] = useState(true)
  const follow = useRef(true)
  const lastSent = useRef(sent)
  const anchor = useRef<{ readonly row: Element; readonly top: number } | null>(null)

  const remember = (element: HTMLElement): void => {
    const edge = element.getBoundingClientRect().top
    const rows = element.querySelectorAll('.row')
    let low = 0
    let high = rows.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) > edge) high = middle
      else low = middle + 1
    }
    const row = rows[low]
    anchor.current = row === undefined ? null : { row, top: row.getBoundingClientRect().top }
  }

  const restoreScroll = (): void => {
    const element = scroller.current
    if (element === null) return
    if (sent !== null && sent !== lastSent.current) follow.current = true
    lastSent.current = sent
    if (follow.current) element.scrollTop = element.scrollHeight
    else if (anchor.current?.row.isConnected === true) {
      const moved = anchor.current.row.getBoundingClientRect().top - anchor.current.top
      if (Math.abs(moved) > 0.5) element.scrollTop += moved
    }
    remember(element)
    if (element.scrollTop < nearStart) onNearStart()
  }

  useLayoutEffect(restoreScroll)

  const latest = useRef(restoreScroll)
  latest.current = restoreScroll
  useEffect(() => {
    const element = scroller.current
    const content = element?.firstElementChild
    if (element === null || content === null || content === undefined) return undefined
    const observer = new ResizeObserver(() => latest.current())
    observer.observe(content)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])

  return {
    atEnd,
    onScroll() {
      const element = scroller.current
      if (element === null) return
      const end = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd
      follow.current = end
      setAtEnd(end)
      remember(element)
      if (element.scrollTop < nearStart) onNearStart()
    },
    toEnd() {
      const element = scroller.current
      if (element === null) return
      follow.current = true
      element.scrollTop = element.scrollHeight
    },
  }
}

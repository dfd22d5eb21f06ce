import { useEffect, useRef, useState } from 'preact/hooks'
import type { LocalMessage } from '../../page-protocol.ts'
import { displayName } from '../display/display-name.ts'
import { compareIds } from '../state/history.ts'
import { useSelect } from '../state/context.tsx'
import { messageSummary } from './message-text.ts'
import { isLoading } from './message-rows.ts'

/** Tells a screen reader, politely, of messages that come into the open channel, and of answers that get ready. */
export function Announcer({ channelId }: { readonly channelId: string }) {
  const last = useSelect((state) => state.histories[channelId]?.messages.at(-1))
  const loaded = useSelect((state) => state.histories[channelId] !== undefined)
  const before = useRef<{ readonly channelId: string; readonly message: LocalMessage | undefined } | null>(null)
  const [text, say] = useState('')
  useEffect(() => {
    const known = before.current
    before.current = loaded ? { channelId, message: last } : null
    if (last === undefined || known === null || known.channelId !== channelId || known.message === undefined) return
    const isNew = compareIds(last.id, known.message.id) > 0
    const isReady = last.id === known.message.id && isLoading(known.message) && !isLoading(last)
    if (!isNew && !isReady) return
    const name = displayName(last.author)
    say(isLoading(last) ? `${name} is thinking` : `${name}: ${messageSummary(last)}`)
  }, [channelId, last, loaded])
  return (
    <div class="visually-hidden" aria-live="polite" aria-atomic="true" data-testid="announcer">
      {text}
    </div>
  )
}

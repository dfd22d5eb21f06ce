import { useEffect, useRef, useState } from 'preact/hooks'
import type { LocalMessage } from '../../page-protocol.ts'
import { useSelect } from '../state/context.tsx'
import { announcement } from './announcement.ts'

/** Tells screen readers politely of new messages in the open channel and of work that is finished. */
export function Announcer({ channelId }: { readonly channelId: string }) {
  const messages = useSelect((state) => state.histories[channelId]?.messages)
  const before = useRef<{ readonly channelId: string; readonly messages: readonly LocalMessage[] } | null>(null)
  const [text, setText] = useState('')
  useEffect(() => {
    const known = before.current
    before.current = messages === undefined ? null : { channelId, messages }
    if (messages === undefined || known === null || known.channelId !== channelId) return
    const news = announcement(known.messages, messages)
    if (news !== null) setText(news)
  }, [channelId, messages])
  return (
    <div class="visually-hidden" aria-live="polite" aria-atomic="true" data-testid="announcer">
      {text}
    </div>
  )
}

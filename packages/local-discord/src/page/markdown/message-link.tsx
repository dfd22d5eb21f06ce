import { displayName } from '../display/display-name.ts'
import type { Session } from '../net/session.ts'
import { visibleChannels, channelTitle } from '../state/channels.ts'
import { useSelect, useSession } from '../state/context.tsx'
import { jumpToMessage } from './jump-to-message.ts'

interface MessageLinkProps {
  readonly channelId: string
  readonly messageId: string
  readonly href: string
}

/** A link to a message. A message of this page is shown here, because Discord does not know it. */
export function MessageLink({ channelId, messageId, href }: MessageLinkProps) {
  const world = useSelect((state) => state.world)
  const as = useSelect((state) => state.as)
  const session = useSession()
  const channel = world === null ? undefined : visibleChannels(world, as).find((other) => other.id === channelId)
  if (channel === undefined) {
    return (
      <a href={href} target="_blank" rel="noreferrer noopener">
        {href}
      </a>
    )
  }
  return (
    <button type="button" class="mention" onClick={() => void follow(session, channelId, messageId)}>
      {channelTitle(channel, displayName(world?.bot))} › message
    </button>
  )
}

/** How often to look for a message, and the pause in between, in milliseconds. */
const tries = 40
const pause = 100

/** A channel that was just opened loads its messages, the older ones page by page. */
async function follow(session: Session, channelId: string, messageId: string): Promise<void> {
  if (jumpToMessage(messageId)) return
  session.openChannel(channelId)
  for (let tried = 0; tried < tries; tried += 1) {
    await new Promise((resolve) => setTimeout(resolve, pause))
    if (jumpToMessage(messageId)) return
    await session.loadOlder(channelId)
  }
  session.toast('This message no longer exists.')
}

import { useSelect, useSession } from '../state/context.tsx'
import { channelTitle } from '../state/channels.ts'
import { displayName } from '../display/display-name.ts'

interface MentionProps {
  readonly kind: 'user' | 'role' | 'channel' | 'everyone'
  readonly id: string
}

/** Shows a name instead of an id. Pressing a channel opens it. */
export function Mention({ kind, id }: MentionProps) {
  const world = useSelect((state) => state.world)
  const session = useSession()
  if (kind === 'everyone') return <span class="mention">@{id}</span>
  if (kind === 'channel') {
    const channel = world?.channels.find((other) => other.id === id)
    if (channel === undefined) return <span class="mention">#unknown</span>
    return (
      <button type="button" class="mention" onClick={() => session.openChannel(id)}>
        {channelTitle(channel, displayName(world?.bot))}
      </button>
    )
  }
  if (kind === 'role') {
    return <span class="mention">@{world?.roles?.find((role) => role.id === id)?.name ?? 'unknown role'}</span>
  }
  const user = world?.bot.id === id ? world.bot : world?.people.find((person) => person.user.id === id)?.user
  return <span class="mention">@{user === undefined ? 'unknown user' : displayName(user)}</span>
}

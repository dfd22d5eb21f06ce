import { Avatar } from '../display/avatar.tsx'
import { displayName } from '../display/display-name.ts'
import { useSelect } from '../state/context.tsx'

/** Whether the bot is online, and its activity. */
export function BotPresence() {
  const bot = useSelect((state) => state.world?.bot)
  if (bot === undefined) return null
  const status = bot.status === 'online' ? 'Online' : 'Offline'
  return (
    <div class="presence" role="group" aria-label={`${displayName(bot)} is ${status.toLowerCase()}`}>
      <span class={`presence-avatar ${bot.status}`}>
        <Avatar user={bot} />
      </span>
      <span class="two-lines">
        <strong>{displayName(bot)}</strong>
        <span>{bot.activity ?? status}</span>
      </span>
    </div>
  )
}

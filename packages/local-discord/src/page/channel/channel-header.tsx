import { displayName } from '../display/display-name.ts'
import { Icon } from '../display/icon.tsx'
import { useSelect } from '../state/context.tsx'

interface ChannelHeaderProps {
  readonly channelId: string
  /** Opens the drawer with the channel list; null on wide screens. */
  readonly onMenu: (() => void) | null
}

/** The open channel's name, and what the bot is doing. */
export function ChannelHeader({ channelId, onMenu }: ChannelHeaderProps) {
  const world = useSelect((state) => state.world)
  const channel = world?.channels.find((other) => other.id === channelId)
  if (world === null || channel === undefined) return null
  const parent = world.channels.find((other) => other.id === channel.parentId)
  const { bot } = world
  return (
    <header class="channel-head">
      {onMenu === null ? null : (
        <button type="button" class="icon-button" aria-label="Channels and people" onClick={onMenu}>
          <Icon name="menu" />
        </button>
      )}
      <Icon name={channel.kind === 'dm' ? 'at' : channel.kind === 'thread' ? 'thread' : 'hash'} />
      <h1>
        {parent === undefined ? null : <span class="parent-name">{parent.name} / </span>}
        {channel.kind === 'dm' ? displayName(bot) : channel.name}
      </h1>
      <p class="head-presence">
        <span class={`status-dot ${bot.status}`} aria-hidden="true" />
        {bot.status === 'online' ? (bot.activity ?? `${displayName(bot)} is here`) : `${displayName(bot)} is offline`}
      </p>
    </header>
  )
}

import type { LocalChannel } from '../../page-protocol.ts'
import { displayName } from '../display/display-name.ts'
import { Icon, type IconName } from '../display/icon.tsx'
import { groupChannels } from '../state/channels.ts'
import { useSelect, useSession } from '../state/context.tsx'

const icons: Readonly<Record<LocalChannel['kind'], IconName>> = { text: 'hash', thread: 'thread', dm: 'at' }

/** All channels of the person by guild, each followed by its threads. */
export function ChannelList({ onChosen }: { readonly onChosen: () => void }) {
  const world = useSelect((state) => state.world)
  const as = useSelect((state) => state.as)
  const open = useSelect((state) => state.channelId)
  const unread = useSelect((state) => state.unread)
  const session = useSession()
  if (world === null) return <nav class="channels" aria-label="Channels" />
  return (
    <nav class="channels" aria-label="Channels">
      {groupChannels(world, as).map((group) => (
        <section key={group.key} aria-label={group.title}>
          <h2 class="channels-title">{group.title}</h2>
          <ul role="list">
            {group.channels.map((channel) => {
              const count = unread[channel.id] ?? 0
              return (
                <li key={channel.id}>
                  <button
                    type="button"
                    class={`channel ${channel.kind}${count > 0 ? ' unread' : ''}`}
                    {...(channel.id === open ? { 'aria-current': 'page' as const } : {})}
                    onClick={() => {
                      session.openChannel(channel.id)
                      onChosen()
                    }}
                  >
                    <Icon name={icons[channel.kind]} />
                    <span class="channel-name">{channel.kind === 'dm' ? displayName(world.bot) : channel.name}</span>
                    {count > 0 ? (
                      <span class="count">
                        {count}
                        <span class="visually-hidden"> new</span>
                      </span>
                    ) : null}
                  </button>
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </nav>
  )
}

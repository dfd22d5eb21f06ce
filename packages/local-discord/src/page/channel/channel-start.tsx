import { ApplicationCommandOptionType } from 'discord-api-types/v10'
import type { LocalChannel, World } from '../../page-protocol.ts'
import { BotMark } from '../display/bot-mark.tsx'
import { useSession } from '../state/context.tsx'

interface ChannelStartProps {
  readonly channel: LocalChannel | undefined
  readonly title: string
  readonly world: World | null
  /** No message was written here yet. */
  readonly empty: boolean
}

/** What stands at the beginning of a channel: where one is, and in an empty channel a few commands to begin with. */
export function ChannelStart({ channel, title, world, empty }: ChannelStartProps) {
  return (
    <div class="channel-start">
      <span class="channel-start-mark" aria-hidden="true">
        <BotMark />
      </span>
      <h2>{channel?.kind === 'dm' ? title : `Welcome to ${title}`}</h2>
      <p>{world?.welcome}</p>
      {channel?.guild?.hasBot === false ? (
        <p>
          This server has not added {world?.bot.username}. Here people use it as an app of their own, so it answers them
          and cannot post by itself.
        </p>
      ) : null}
      {empty && world !== null ? <Examples world={world} /> : null}
    </div>
  )
}

function Examples({ world }: { readonly world: World }) {
  const session = useSession()
  const known = (world.examples ?? []).flatMap(({ command, options }) => {
    const found = world.commands.find(({ name }) => name === command)
    return found === undefined ? [] : [{ id: found.id, command, options: Object.entries(options) }]
  })
  if (known.length === 0) return null
  return (
    <>
      <p id="examples">Or begin with one of these:</p>
      <div class="examples" role="group" aria-labelledby="examples">
        {known.map(({ id, command, options }) => (
          <button
            key={`${command} ${options.join(' ')}`}
            type="button"
            class="button secondary"
            onClick={() =>
              void session.runCommand({
                commandId: id,
                label: `/${command}`,
                options: options.map(([name, value]) => ({ name, type: ApplicationCommandOptionType.String, value })),
                files: [],
              })
            }
          >
            /{command} {options.map(([, value]) => value).join(' + ')}
          </button>
        ))}
      </div>
    </>
  )
}

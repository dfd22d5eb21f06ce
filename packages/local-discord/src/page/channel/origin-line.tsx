import type { APIMessage, APIUser } from 'discord-api-types/v10'
import { Avatar } from '../display/avatar.tsx'
import { displayName } from '../display/display-name.ts'
import { jumpToMessage } from '../markdown/jump-to-message.ts'
import { messageSummary } from './message-text.ts'

interface CommandLineProps {
  readonly command: { readonly user: APIUser; readonly name: string | null }
}

/** The line above an answer to a command: who used it. */
export function CommandLine({ command: { user, name } }: CommandLineProps) {
  return (
    <p class="origin">
      <span class="spine" aria-hidden="true" />
      <Avatar user={user} size="small" />
      <span>
        <strong>{displayName(user)}</strong> used {name === null ? 'a command' : <span class="mention">{name}</span>}
      </span>
    </p>
  )
}

/** The line above a reply: the message that it answers. Pressing it scrolls there. */
export function ReplyLine({ message }: { readonly message: APIMessage }) {
  return (
    <p class="origin">
      <span class="spine" aria-hidden="true" />
      <Avatar user={message.author} size="small" />
      <button
        type="button"
        class="origin-jump"
        aria-label={`Go to the message of ${displayName(message.author)}: ${messageSummary(message)}`}
        onClick={() => void jumpToMessage(message.id)}
      >
        <strong>{displayName(message.author)}</strong> {messageSummary(message)}
      </button>
    </p>
  )
}

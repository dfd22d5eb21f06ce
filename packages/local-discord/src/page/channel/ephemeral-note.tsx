import type { LocalMessage } from '../../page-protocol.ts'
import { Icon } from '../display/icon.tsx'
import { useSession } from '../state/context.tsx'

/** Below a message that only this person sees. */
export function EphemeralNote({ message }: { readonly message: LocalMessage }) {
  const session = useSession()
  return (
    <p class="ephemeral-note">
      <Icon name="eye" /> Only you can see this ·{' '}
      <button
        type="button"
        class="link-button"
        onClick={(event) => {
          // The focus goes on to what can be typed next, not to nowhere.
          const inside = event.currentTarget.closest('.app')
          void session.dismiss(message.channel_id, message.id)
          inside?.querySelector<HTMLElement>('.composer textarea, .composer input')?.focus()
        }}
      >
        Dismiss message
      </button>
    </p>
  )
}

import type { LocalMessage } from '../../page-protocol.ts'
import { Icon } from '../display/icon.tsx'
import { useSession } from '../state/context.tsx'

/** Shown below a message that only this person can see. */
export function EphemeralNote({ message }: { readonly message: LocalMessage }) {
  const session = useSession()
  return (
    <p class="ephemeral-note">
      <Icon name="eye" /> Only you can see this ·{' '}
      <button
        type="button"
        class="link-button"
        onClick={(event) => {
          // The button disappears, so the focus moves to the composer.
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

import { Icon } from '../display/icon.tsx'
import { useSelect, useSession } from '../state/context.tsx'

/** Shown below a message if the bot did not answer one of its components. */
export function FailureNote({ messageId }: { readonly messageId: string }) {
  const failure = useSelect((state) => state.failures.find((other) => other.messageId === messageId))
  const session = useSession()
  if (failure === undefined) return null
  return (
    <p class="failure" role="alert">
      <Icon name="warning" />
      <span>
        This interaction failed{failure.label === '' ? '' : ` (${failure.label})`}: {failure.reason}
      </span>
      <button type="button" class="link-button" onClick={() => session.dismissFailure(failure.nonce)}>
        Dismiss
      </button>
    </p>
  )
}

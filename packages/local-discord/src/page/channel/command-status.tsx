import { displayName } from '../display/display-name.ts'
import { Icon } from '../display/icon.tsx'
import { useSelect, useSession } from '../state/context.tsx'

/** Shown at the end of the channel: commands that wait for an answer, and those that the bot never answered. */
export function CommandStatus({ channelId }: { readonly channelId: string }) {
  const pending = useSelect((state) => state.pending)
  const failures = useSelect((state) => state.failures)
  const bot = useSelect((state) => state.world?.bot)
  const session = useSession()
  const sending = Object.values(pending).filter((one) => one.kind === 'command' && one.channelId === channelId)
  const failed = failures.filter((one) => one.messageId === null && one.channelId === channelId)
  return (
    <div class="command-status">
      {sending.map(({ nonce, label }) => (
        <p key={nonce} class="sending">
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          Sending <span class="mention">{label}</span> to {displayName(bot)}…
        </p>
      ))}
      {failed.map(({ nonce, label, reason }) => (
        <p key={nonce} class="failure" role="alert">
          <Icon name="warning" />
          <span>
            <span class="mention">{label}</span> {reason}
          </span>
          <span class="failure-note">Only you can see this ·</span>
          <button type="button" class="link-button" onClick={() => session.dismissFailure(nonce)}>
            Dismiss
          </button>
        </p>
      ))}
    </div>
  )
}

import type { APIButtonComponent } from 'discord-api-types/v10'
import { ButtonStyle } from 'discord-api-types/v10'
import { Icon } from '../display/icon.tsx'
import { useSelect, useSession } from '../state/context.tsx'
import { Emoji } from './emoji.tsx'

const styles: Readonly<Record<ButtonStyle, string>> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'danger',
  [ButtonStyle.Link]: 'secondary',
  [ButtonStyle.Premium]: 'primary',
}

/** A button of a message. It is busy until the bot has answered the press. */
export function MessageButton({ button, messageId }: { button: APIButtonComponent; messageId: string }) {
  const session = useSession()
  const customId = 'custom_id' in button ? button.custom_id : null
  const busy = useSelect((state) =>
    Object.values(state.pending).some((pending) => pending.messageId === messageId && pending.customId === customId),
  )
  if (button.style === ButtonStyle.Premium) {
    return (
      <button type="button" class="button primary" disabled>
        Premium
      </button>
    )
  }
  const label = button.label ?? ''
  const content = (
    <>
      {button.emoji === undefined ? null : <Emoji emoji={button.emoji} />}
      {label === '' ? null : <span class="button-label">{label}</span>}
    </>
  )
  const name = label === '' ? { 'aria-label': button.emoji?.name ?? 'Button' } : {}
  if (button.style === ButtonStyle.Link) {
    if (button.disabled === true) {
      return (
        <button type="button" class="button secondary" disabled {...name}>
          {content}
          <Icon name="external" />
        </button>
      )
    }
    return (
      <a class="button secondary" href={button.url} target="_blank" rel="noreferrer noopener" {...name}>
        {content}
        <Icon name="external" />
      </a>
    )
  }
  return (
    <button
      type="button"
      class={`button ${styles[button.style]}`}
      disabled={button.disabled === true}
      aria-busy={busy}
      onClick={() => {
        if (!busy) void session.pressComponent(messageId, button.custom_id, label)
      }}
      {...name}
    >
      {content}
    </button>
  )
}

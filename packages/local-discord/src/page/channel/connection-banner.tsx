import { Icon } from '../display/icon.tsx'
import { useSelect } from '../state/context.tsx'

/** Shown while the connection is lost, because messages may then be out of date. */
export function ConnectionBanner() {
  const connection = useSelect((state) => state.connection)
  return (
    <div role="status" class="connection">
      {connection === 'lost' ? (
        <p>
          <Icon name="warning" /> The connection to the local server was lost. Reconnecting…
        </p>
      ) : null}
    </div>
  )
}

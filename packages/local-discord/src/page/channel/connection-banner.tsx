import { Icon } from '../display/icon.tsx'
import { useSelect } from '../state/context.tsx'

/** Says so when the page has lost the server; what is shown may then be old. */
export function ConnectionBanner() {
  const connection = useSelect((state) => state.connection)
  return (
    <div role="status" class="connection">
      {connection === 'lost' ? (
        <p>
          <Icon name="warning" /> The connection to the local server is lost. Connecting again…
        </p>
      ) : null}
    </div>
  )
}

import type { APIActionRowComponent, APIComponentInMessageActionRow } from 'discord-api-types/v10'
import { ComponentType } from 'discord-api-types/v10'
import { MessageButton } from './message-button.tsx'
import { MessageSelect } from './message-select.tsx'

interface ActionRowProps {
  readonly row: APIActionRowComponent<APIComponentInMessageActionRow>
  readonly messageId: string
}

/** A row of up to five buttons, or one select. */
export function ActionRow({ row, messageId }: ActionRowProps) {
  return (
    <div class="action-row">
      {row.components.map((component, index) =>
        component.type === ComponentType.Button ? (
          <MessageButton
            key={'custom_id' in component ? component.custom_id : index}
            button={component}
            messageId={messageId}
          />
        ) : (
          <MessageSelect key={component.custom_id} select={component} messageId={messageId} />
        ),
      )}
    </div>
  )
}

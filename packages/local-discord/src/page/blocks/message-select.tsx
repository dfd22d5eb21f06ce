import type { APISelectMenuComponent } from 'discord-api-types/v10'
import { useEffect, useState } from 'preact/hooks'
import { Select } from '../combobox/select.tsx'
import { useSelect, useSession } from '../state/context.tsx'
import { defaultValues, selectItems } from './select-items.ts'

/** A select of a message. It sends the chosen values when the list closes, if they have changed. */
export function MessageSelect({ select, messageId }: { select: APISelectMenuComponent; messageId: string }) {
  const session = useSession()
  const world = useSelect((state) => state.world)
  const as = useSelect((state) => state.as)
  const busy = useSelect((state) =>
    Object.values(state.pending).some(
      (pending) => pending.messageId === messageId && pending.customId === select.custom_id,
    ),
  )
  const defaults = defaultValues(select)
  const [chosen, setChosen] = useState(defaults)
  const [sent, setSent] = useState(defaults)
  // An edit of the message resets the select to the bot's default values.
  useEffect(() => {
    setChosen(defaults)
    setSent(defaults)
  }, [select])

  const label = select.placeholder ?? 'Make a selection'
  return (
    <Select
      label={label}
      placeholder={label}
      items={world === null ? [] : selectItems(select, world, as)}
      chosen={chosen}
      max={select.max_values ?? 1}
      disabled={select.disabled === true}
      busy={busy}
      onChange={setChosen}
      onClose={(values) => {
        const same = values.length === sent.length && values.every((value) => sent.includes(value))
        if (same || values.length < (select.min_values ?? 1)) {
          setChosen(sent)
          return
        }
        setSent(values)
        void session.pressComponent(messageId, select.custom_id, label, values)
      }}
    />
  )
}

import { Avatar } from '../display/avatar.tsx'
import { displayName } from '../display/display-name.ts'
import { Icon } from '../display/icon.tsx'
import { MenuButton } from '../menu/menu-button.tsx'
import { useSelect, useSession } from '../state/context.tsx'

/** Chooses the person one acts as. Everyone sees only their own ephemeral and direct messages. */
export function PersonSwitcher() {
  const people = useSelect((state) => state.world?.people)
  const as = useSelect((state) => state.as)
  const session = useSession()
  const person = people?.find((other) => other.id === as)
  if (people === undefined || person === undefined) return null
  return (
    <div class="person">
      <MenuButton
        label="Act as"
        speaks
        class="person-button"
        prefer="above"
        groups={() => [
          {
            title: 'Act as',
            items: people.map((other) => ({
              label: displayName(other.user),
              icon: other.id === as ? 'check' : 'person',
              ...(other.role === null ? {} : { detail: other.role }),
              onSelect: () => session.actAs(other.id),
            })),
          },
        ]}
      >
        <Avatar user={person.user} />
        <span class="two-lines">
          <strong>
            <span class="visually-hidden">You act as </span>
            {displayName(person.user)}
          </strong>
          <span>{person.role ?? 'You'}</span>
        </span>
        <Icon name="down" />
      </MenuButton>
    </div>
  )
}

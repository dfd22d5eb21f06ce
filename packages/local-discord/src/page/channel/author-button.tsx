import type { APIUser } from 'discord-api-types/v10'
import { displayName } from '../display/display-name.ts'
import { MenuButton } from '../menu/menu-button.tsx'
import { useCommandMenu } from './use-command-menu.tsx'
import { useCopy } from './use-copy.ts'

/** A name that opens a menu with the bot's user commands. */
export function AuthorButton({ user }: { readonly user: APIUser }) {
  const commands = useCommandMenu()
  const copy = useCopy()
  return (
    <MenuButton
      label={displayName(user)}
      class={user.bot === true ? 'author bot-author' : 'author'}
      groups={() => [
        ...commands.forUser(user.id),
        {
          title: null,
          items: [
            {
              label: 'Copy user name',
              icon: 'copy',
              onSelect: () => copy(user.username),
            },
          ],
        },
      ]}
    >
      {displayName(user)}
    </MenuButton>
  )
}

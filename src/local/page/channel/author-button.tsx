import type { APIUser } from 'discord-api-types/v10'
import { displayName } from '../identity/display-name.ts'
import { MenuButton } from '../menu/menu-button.tsx'
import { copyText } from './copy-text.ts'
import { useCommandMenu } from './use-command-menu.tsx'

/** A name that opens what can be done with its user: the bot's user commands. */
export function AuthorButton({ user }: { readonly user: APIUser }) {
  const commands = useCommandMenu()
  const session = commands.session
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
              onSelect: () => {
                copyText(user.username).then(
                  () => session.toast('Copied.'),
                  (error: unknown) => session.toast(error instanceof Error ? error.message : String(error)),
                )
              },
            },
          ],
        },
      ]}
    >
      {displayName(user)}
    </MenuButton>
  )
}

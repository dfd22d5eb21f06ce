import type { LocalMessage } from '../../page-protocol.ts'
import { picturesOfMessage } from '../gallery/picture.ts'
import { usePictureActions } from '../gallery/use-picture-actions.ts'
import type { MenuGroup, MenuItem } from '../menu/menu.tsx'
import { messageText } from './message-text.ts'
import { isEphemeral, isLoading } from './message-rows.ts'
import { useCommandMenu } from './use-command-menu.tsx'
import { useCopy } from './use-copy.ts'

/**
 * The actions for a message. If it has several pictures, picture actions are offered for the one that the menu was opened
 * on; the lightbox offers them for the others.
 */
export function useMessageMenu(message: LocalMessage): (pictureUrl: string | null) => readonly MenuGroup[] {
  const { session, ...commands } = useCommandMenu()
  const onPicture = usePictureActions()
  const copy = useCopy()

  return (pictureUrl) => {
    const pictures = picturesOfMessage(message)
    const text = messageText(message)
    const picture = pictures.length === 1 ? pictures[0] : pictures.find(({ url }) => url === pictureUrl)
    const own: MenuItem[] = [
      ...(text === ''
        ? []
        : [
            {
              label: 'Copy text',
              icon: 'copy' as const,
              onSelect: () => copy(text),
            },
          ]),
      {
        label: 'Copy message ID',
        icon: 'copy',
        onSelect: () => copy(message.id),
      },
      ...(isEphemeral(message)
        ? [
            {
              label: 'Dismiss message',
              icon: 'close' as const,
              onSelect: () => void session.dismiss(message.channel_id, message.id),
            },
          ]
        : []),
    ]
    return [
      ...(isLoading(message) || isEphemeral(message) ? [] : commands.forMessage(message.id)),
      ...(picture === undefined ? [] : [{ title: 'Picture', items: onPicture(picture) }]),
      { title: null, items: own },
    ]
  }
}

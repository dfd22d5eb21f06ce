import { ApplicationCommandType } from 'discord-api-types/v10'
import { nameIn } from '../composer/localized.ts'
import { displayName } from '../display/display-name.ts'
import type { MenuGroup } from '../menu/menu.tsx'
import type { Session } from '../net/session.ts'
import { useSelect, useSession } from '../state/context.tsx'

interface CommandMenu {
  readonly session: Session
  forUser(userId: string): readonly MenuGroup[]
  forMessage(messageId: string): readonly MenuGroup[]
}

/** The bot's context menu commands as menu groups. */
export function useCommandMenu(): CommandMenu {
  const world = useSelect((state) => state.world)
  const locale = useSelect((state) => state.locale)
  const session = useSession()
  const groups = (type: ApplicationCommandType, targetId: string, messageId?: string): readonly MenuGroup[] => {
    const commands = world?.commands.filter((command) => command.type === type) ?? []
    if (commands.length === 0) return []
    const items = commands.map((command) => ({
      label: nameIn(locale, command),
      onSelect: () => {
        const call = { commandId: command.id, label: nameIn(locale, command), options: [], files: [], targetId }
        void session.runCommand(messageId === undefined ? call : { ...call, messageId })
      },
    }))
    return [{ title: displayName(world?.bot), items }]
  }
  return {
    session,
    forUser: (userId) => groups(ApplicationCommandType.User, userId),
    forMessage: (messageId) => groups(ApplicationCommandType.Message, messageId, messageId),
  }
}

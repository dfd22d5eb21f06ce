import { BotMark } from '../display/bot-mark.tsx'
import { displayName } from '../display/display-name.ts'
import { useSelect } from '../state/context.tsx'
import { BotPresence } from './bot-presence.tsx'
import { ChannelList } from './channel-list.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { PersonSwitcher } from './person-switcher.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

/** The left side of the page: channels, the bot, and the person one acts as. */
export function Sidebar({ onChosen }: { readonly onChosen: () => void }) {
  const bot = useSelect((state) => state.world?.bot)
  return (
    <div class="sidebar-body">
      <div class="brand">
        <span class="brand-mark" aria-hidden="true">
          <BotMark />
        </span>
        <span class="brand-text">
          <strong>{displayName(bot)}</strong>
          <span>Local channel</span>
        </span>
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <ChannelList onChosen={onChosen} />
      <BotPresence />
      <PersonSwitcher />
    </div>
  )
}

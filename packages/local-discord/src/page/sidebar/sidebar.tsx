import { BotMark } from '../display/bot-mark.tsx'
import { BotPresence } from './bot-presence.tsx'
import { ChannelList } from './channel-list.tsx'
import { PersonSwitcher } from './person-switcher.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

/** The page's left side: where one can go and as whom one is here. */
export function Sidebar({ onChosen }: { readonly onChosen: () => void }) {
  return (
    <div class="sidebar-body">
      <div class="brand">
        <span class="brand-mark" aria-hidden="true">
          <BotMark />
        </span>
        <span class="brand-text">
          <strong>Duckrabbit</strong>
          <span>Local channel</span>
        </span>
        <ThemeSwitch />
      </div>
      <ChannelList onChosen={onChosen} />
      <BotPresence />
      <PersonSwitcher />
    </div>
  )
}

import { Icon } from '../display/icon.tsx'
import { MenuButton } from '../menu/menu-button.tsx'
import { supportedLocales } from '../net/supported-locales.ts'
import { useSelect, useSession } from '../state/context.tsx'

/** Chooses the language of the person's app: commands are shown in it, and the bot answers in it. */
export function LanguageSwitch() {
  const chosen = useSelect((state) => state.locale)
  const session = useSession()
  return (
    <MenuButton
      label="Language of the bot"
      align="end"
      groups={() => [
        {
          title: 'Language of the bot',
          items: supportedLocales.map(({ locale, name }) => ({
            label: name,
            ...(locale === chosen ? { icon: 'check' as const } : {}),
            onSelect: () => session.setLocale(locale),
          })),
        },
      ]}
    >
      <Icon name="globe" />
    </MenuButton>
  )
}

import { useEffect, useState } from 'preact/hooks'
import { Icon, type IconName } from '../display/icon.tsx'

type Theme = 'auto' | 'light' | 'dark'

const themes: readonly { readonly theme: Theme; readonly label: string; readonly icon: IconName }[] = [
  { theme: 'auto', label: 'system', icon: 'auto' },
  { theme: 'light', label: 'light', icon: 'sun' },
  { theme: 'dark', label: 'dark', icon: 'moon' },
]

const key = 'local-discord:theme'

/** Switches between the system's colours, light and dark. The choice is remembered. */
export function ThemeSwitch() {
  const [at, setAt] = useState(() => {
    const known = themes.findIndex(({ theme }) => theme === localStorage.getItem(key))
    return Math.max(0, known)
  })
  const current = themes[at]
  useEffect(() => {
    if (current === undefined) return
    document.documentElement.dataset['theme'] = current.theme
    localStorage.setItem(key, current.theme)
  }, [current])
  if (current === undefined) return null
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={`Colours: ${current.label}. Change`}
      title={`Colours: ${current.label}`}
      onClick={() => setAt((at + 1) % themes.length)}
    >
      <Icon name={current.icon} />
    </button>
  )
}

import { useMemo, useState } from 'preact/hooks'
import type { Suggestion } from '../combobox/suggestion.ts'
import { useSelect } from '../state/context.tsx'
import { type CommandEntry, findCommands, listCommands, spelledCommand } from './command-entries.ts'
import { useDraft } from './draft-context.tsx'

/** The commands that fit a draft beginning with a slash, and what keys do with them. */
export function useCommandSuggestions() {
  const { draft, change } = useDraft()
  const world = useSelect((state) => state.world)
  const locale = useSelect((state) => state.locale)
  const entries = useMemo(() => listCommands(world?.commands ?? [], locale), [world, locale])
  const [selected, setActive] = useState(0)
  const [closed, setClosed] = useState(false)

  const open = draft.command === null && /^\/[^\n]*$/.test(draft.text) && !closed
  const found = open ? findCommands(entries, draft.text.slice(1)) : []
  const active = Math.min(selected, Math.max(0, found.length - 1))

  const choose = (entry: CommandEntry, rest = ''): void => {
    setActive(0)
    change({ type: 'command', entry, rest })
  }

  return {
    open,
    active,
    items: found.map(({ key, name, description }) => ({ key, label: `/${name}`, detail: description })),
    empty: entries.length === 0 ? 'The bot has no commands yet.' : 'No command matches.',
    setActive,
    close: () => setClosed(true),
    pick(item: Suggestion): void {
      const entry = found.find(({ key }) => key === item.key)
      if (entry !== undefined) choose(entry)
    },
    onText(text: string): void {
      const spelled = spelledCommand(entries, text)
      setClosed(false)
      setActive(0)
      if (spelled === null) change({ type: 'text', text })
      else choose(spelled.entry, spelled.rest)
    },
    /** Handles a key of the text field; false if the key is not for the list. */
    onKeyDown({ key, shiftKey }: KeyboardEvent): boolean {
      if (!open) return false
      const entry = found[active]
      const step = { ArrowDown: 1, ArrowUp: found.length - 1 }[key]
      if (step !== undefined) setActive((active + step) % Math.max(1, found.length))
      else if (entry !== undefined && (key === 'Enter' || (key === 'Tab' && !shiftKey))) choose(entry)
      else if (key === 'Escape') setClosed(true)
      else return false
      return true
    },
  }
}

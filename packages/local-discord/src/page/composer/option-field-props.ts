import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10'
import type { RefObject } from 'preact'
import type { OptionDraft } from './draft.ts'

/** What every kind of option field receives. */
export interface OptionFieldProps {
  readonly option: APIApplicationCommandBasicOption
  /** What the option is called in the person's language. */
  readonly label: string
  readonly value: OptionDraft
  readonly invalid: boolean
  readonly describedBy: string
  readonly input: RefObject<HTMLInputElement & HTMLTextAreaElement>
  readonly onChange: (value: Partial<OptionDraft>) => void
  readonly onFocus: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

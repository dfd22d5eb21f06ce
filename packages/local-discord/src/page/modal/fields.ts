import type {
  APIComponentInLabel,
  APIModalInteractionResponseCallbackData,
  APISelectMenuComponent,
  APITextInputComponent,
} from 'discord-api-types/v10'
import { ComponentType } from 'discord-api-types/v10'
import type { LocalField } from '../../page-protocol.ts'
import { codePoints } from '../composer/code-points.ts'
import type { DraftFile } from '../composer/draft.ts'
import { defaultValues } from '../blocks/select-items.ts'

/** A part of a modal: text to read, or a field with its label. */
export type ModalLine =
  | { readonly kind: 'text'; readonly content: string }
  | {
      readonly kind: 'field'
      readonly label: string
      readonly description: string | null
      readonly component: APIComponentInLabel
    }

/** The content of a field. The component decides which part counts. */
export interface FieldDraft {
  readonly text: string
  readonly values: readonly string[]
  readonly checked: boolean
  readonly files: readonly DraftFile[]
}

type FieldDrafts = Readonly<Record<string, FieldDraft>>

/** The parts of a modal in order. A text input in an action row, the older form, has its own label. */
export function modalLines(modal: APIModalInteractionResponseCallbackData): readonly ModalLine[] {
  return modal.components.flatMap((component): readonly ModalLine[] => {
    switch (component.type) {
      case ComponentType.TextDisplay:
        return [{ kind: 'text', content: component.content }]
      case ComponentType.Label:
        return [
          {
            kind: 'field',
            label: component.label,
            description: component.description ?? null,
            component: component.component,
          },
        ]
      case ComponentType.ActionRow:
        return component.components.map((input: APITextInputComponent) => ({
          kind: 'field',
          label: input.label ?? '',
          description: null,
          component: input,
        }))
    }
  })
}

/** The fields as the bot filled them in. */
export function initialDrafts(lines: readonly ModalLine[]): FieldDrafts {
  return Object.fromEntries(
    lines.flatMap((line) => (line.kind === 'field' ? [[line.component.custom_id, initialDraft(line.component)]] : [])),
  )
}

const blank: FieldDraft = { text: '', values: [], checked: false, files: [] }

function initialDraft(component: APIComponentInLabel): FieldDraft {
  switch (component.type) {
    case ComponentType.TextInput:
      return { ...blank, text: component.value ?? '' }
    case ComponentType.Checkbox:
      return { ...blank, checked: component.default === true }
    case ComponentType.RadioGroup:
    case ComponentType.CheckboxGroup:
      return {
        ...blank,
        values: component.options.filter((option) => option.default === true).map((option) => option.value),
      }
    case ComponentType.FileUpload:
      return blank
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return { ...blank, values: defaultValues(component) }
  }
}

/** The problem of a field as a sentence, by the rules that Discord's client checks, or null if it is valid. */
export function fieldProblem(component: APIComponentInLabel, draft: FieldDraft): string | null {
  switch (component.type) {
    case ComponentType.TextInput:
      return textProblem(component, draft.text)
    case ComponentType.Checkbox:
      return null
    case ComponentType.RadioGroup:
      return component.required !== false && draft.values.length === 0 ? 'Choose one.' : null
    case ComponentType.CheckboxGroup:
      return countProblem(
        draft.values.length,
        component.required,
        component.min_values ?? 1,
        component.max_values ?? component.options.length,
        'choice',
      )
    case ComponentType.FileUpload:
      return countProblem(
        draft.files.length,
        component.required,
        component.min_values ?? 1,
        maxFiles(component),
        'file',
      )
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return countProblem(
        draft.values.length,
        component.required,
        component.min_values ?? 1,
        maxValues(component),
        'choice',
      )
  }
}

export function maxValues(component: APISelectMenuComponent): number {
  return component.max_values ?? 1
}

export function maxFiles(component: { readonly max_values?: number }): number {
  return component.max_values ?? 1
}

function textProblem({ required, min_length, max_length }: APITextInputComponent, text: string): string | null {
  const length = codePoints(text)
  if (length === 0) return required === false ? null : 'This field is required.'
  const min = min_length ?? 0
  const max = max_length ?? 4000
  if (length < min) return `Write at least ${min} characters.`
  return length > max ? `Write at most ${max} characters.` : null
}

function countProblem(
  count: number,
  required: boolean | undefined,
  min: number,
  max: number,
  noun: string,
): string | null {
  if (count === 0) return required === false || min === 0 ? null : `Add at least ${plural(Math.max(1, min), noun)}.`
  if (count < min) return `Add at least ${plural(min, noun)}.`
  return count > max ? `At most ${plural(max, noun)}.` : null
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** The problems of all fields, by custom id, in the modal's order. */
export function modalProblems(lines: readonly ModalLine[], drafts: FieldDrafts): ReadonlyMap<string, string> {
  const problems = new Map<string, string>()
  for (const line of lines) {
    if (line.kind === 'text') continue
    const problem = fieldProblem(line.component, drafts[line.component.custom_id] ?? blank)
    if (problem !== null) problems.set(line.component.custom_id, problem)
  }
  return problems
}

/** The fields as they are sent. Files are given by their index in `files`. */
export function modalFields(
  lines: readonly ModalLine[],
  drafts: FieldDrafts,
): { readonly fields: readonly LocalField[]; readonly files: readonly File[] } {
  const files: File[] = []
  const fields = lines.flatMap((line): readonly LocalField[] => {
    if (line.kind === 'text') return []
    const { component } = line
    const customId = component.custom_id
    const draft = drafts[customId] ?? blank
    switch (component.type) {
      case ComponentType.TextInput:
        return [{ customId, value: draft.text }]
      case ComponentType.Checkbox:
        return [{ customId, value: draft.checked }]
      case ComponentType.FileUpload: {
        const first = files.length
        files.push(...draft.files.map(({ file }) => file))
        return [{ customId, files: draft.files.map((_, index) => first + index) }]
      }
      case ComponentType.StringSelect:
      case ComponentType.UserSelect:
      case ComponentType.RoleSelect:
      case ComponentType.MentionableSelect:
      case ComponentType.ChannelSelect:
      case ComponentType.RadioGroup:
      case ComponentType.CheckboxGroup:
        return [{ customId, values: draft.values }]
    }
  })
  return { fields, files }
}

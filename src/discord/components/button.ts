import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from 'discord.js'
import { customId } from './custom-id.ts'
import { clip } from './text.ts'

export type ActionRow = APIActionRowComponent<APIComponentInMessageActionRow>

const styles = {
  plain: ButtonStyle.Secondary,
  main: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
} as const

/** The appearance of a button. */
export interface ButtonFace {
  readonly label: string
  readonly emoji?: string
  /** Default: plain. */
  readonly style?: keyof typeof styles
  /** The last part of its custom id. */
  readonly argument?: string | number
  /** Its answer goes to the channel, although the button stands in a private message. Default: false. */
  readonly inChannel?: boolean
}

/** A button about a job or a draft. Its whole state is its custom id, so it works after restarts. */
export function button(action: string, job: string, face: ButtonFace): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    custom_id: customId(action, job, face.argument, face.inChannel),
    label: clip(face.label, 80),
    style: styles[face.style ?? 'plain'],
    ...(face.emoji === undefined ? {} : { emoji: { name: face.emoji } }),
  }
}

/** A phone breaks a row of more buttons, although Discord takes five. */
export const buttonsPerRow = 3

/** Buttons in rows of at most three, spread evenly. */
export function buttonRows(buttons: readonly APIButtonComponentWithCustomId[]): ActionRow[] {
  const each = Math.ceil(buttons.length / Math.ceil(buttons.length / buttonsPerRow))
  const rows: ActionRow[] = []
  for (let i = 0; i < buttons.length; i += each)
    rows.push({ type: ComponentType.ActionRow, components: buttons.slice(i, i + each) })
  return rows
}

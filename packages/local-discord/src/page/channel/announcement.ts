import { ComponentType } from 'discord-api-types/v10'
import type { APIMessageTopLevelComponent } from 'discord-api-types/v10'
import type { LocalMessage } from '../../page-protocol.ts'
import { displayName } from '../display/display-name.ts'
import { picturesOfMessage } from '../gallery/picture.ts'
import { compareIds } from '../state/history.ts'
import { isLoading } from './message-rows.ts'
import { messageSummary } from './message-text.ts'

/**
 * What a screen reader should describe after the messages of a channel have changed, or null if nothing. It says new messages and
 * edits that finish something, wherever they are in the channel. Mere progress is not announced.
 */
export function announcement(before: readonly LocalMessage[], after: readonly LocalMessage[]): string | null {
  const last = before.at(-1)
  if (last === undefined) return null
  const newest = after.at(-1)
  if (newest !== undefined && compareIds(newest.id, last.id) > 0) return describe(newest)
  const known = new Map(before.map((message) => [message.id, message]))
  const finished = after.findLast((message) => {
    const earlier = known.get(message.id)
    return earlier !== undefined && earlier !== message && isFinished(earlier, message)
  })
  return finished === undefined ? null : describe(finished)
}

/** A reply has been filled in, a picture has arrived, or the buttons have changed because the work behind them is done. */
function isFinished(before: LocalMessage, after: LocalMessage): boolean {
  if (isLoading(after)) return false
  if (isLoading(before)) return true
  const hasPicture = (message: LocalMessage): boolean => picturesOfMessage(message).length > 0
  if (!hasPicture(before) && hasPicture(after)) return true
  return buttons(before.components ?? []).join() !== buttons(after.components ?? []).join()
}

function describe(message: LocalMessage): string {
  const name = displayName(message.author)
  if (isLoading(message)) return `${name} is thinking`
  const { length } = picturesOfMessage(message)
  const pictures = length === 0 ? '' : length === 1 ? '1 picture. ' : `${length} pictures. `
  return `${name}: ${pictures}${messageSummary(message)}`
}

function buttons(components: readonly APIMessageTopLevelComponent[]): readonly string[] {
  return components.flatMap((component): readonly string[] => {
    if (component.type === ComponentType.Container) return buttons(component.components)
    if (component.type !== ComponentType.ActionRow) return []
    return component.components.map((child) => ('custom_id' in child ? child.custom_id : ''))
  })
}

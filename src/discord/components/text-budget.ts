import { type APIMessageTopLevelComponent, ComponentType } from 'discord.js'
import { limits } from './limits.ts'
import { clip } from './text.ts'

type Component = { readonly type: ComponentType } & object

/** Every text of a message, in order. */
function textsOf(components: readonly Component[]): readonly string[] {
  return components.flatMap((component) => {
    if (component.type === ComponentType.TextDisplay && 'content' in component) return [String(component.content)]
    return 'components' in component ? textsOf(component.components as readonly Component[]) : []
  })
}

/**
 * Cuts the longest texts of a message until all of them together fit Discord's limit. The long texts are prompts, so
 * small print stays whole.
 */
export function withinTextLimit(components: readonly APIMessageTopLevelComponent[]): APIMessageTopLevelComponent[] {
  const lengths = textsOf(components).map(({ length }) => length)
  const maxLength = longestThatFits(lengths, limits.text)
  if (lengths.every((length) => length <= maxLength)) return [...components]
  return components.map((component) => clipped(component, maxLength))
}

/** The length to which each of several texts must be cut so that together they are at most `total` long. */
function longestThatFits(lengths: readonly number[], total: number): number {
  let left = total
  const rising = [...lengths].sort((a, b) => a - b)
  for (const [index, length] of rising.entries()) {
    const share = Math.floor(left / (rising.length - index))
    if (length > share) return share
    left -= length
  }
  return total
}

function clipped<T extends Component>(component: T, maxLength: number): T {
  if (component.type === ComponentType.TextDisplay && 'content' in component)
    return { ...component, content: clip(String(component.content), maxLength) }
  if (!('components' in component)) return component
  const inside = component.components as readonly Component[]
  return { ...component, components: inside.map((one) => clipped(one, maxLength)) }
}

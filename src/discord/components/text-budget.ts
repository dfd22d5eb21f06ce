import { type APIMessageTopLevelComponent, ComponentType } from 'discord.js'
import { clip } from './frame.ts'
import { limits } from './limits.ts'

type Component = { readonly type: ComponentType } & object

/** Every text of a message, in order. */
function textsOf(components: readonly Component[]): readonly string[] {
  return components.flatMap((component) => {
    if (component.type === ComponentType.TextDisplay && 'content' in component) return [String(component.content)]
    return 'components' in component ? textsOf(component.components as readonly Component[]) : []
  })
}

/**
 * Brings all texts of a message together within what Discord allows. The longest give way, down to the length at
 * which all fit: it is prompts that are long, and small print stays whole.
 */
export function withinText(components: readonly APIMessageTopLevelComponent[]): APIMessageTopLevelComponent[] {
  const lengths = textsOf(components).map(({ length }) => length)
  const most = longestThatFits(lengths, limits.text)
  if (lengths.every((length) => length <= most)) return [...components]
  return components.map((component) => clipped(component, most))
}

/** The length to which each of several must be cut so that together they are `total` at most. */
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

function clipped<T extends Component>(component: T, most: number): T {
  if (component.type === ComponentType.TextDisplay && 'content' in component)
    return { ...component, content: clip(String(component.content), most) }
  if (!('components' in component)) return component
  const inside = component.components as readonly Component[]
  return { ...component, components: inside.map((one) => clipped(one, most)) }
}

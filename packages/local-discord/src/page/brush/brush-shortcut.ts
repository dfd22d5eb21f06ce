import type { BrushTask } from './brush-task.ts'
import type { Tool } from './drawing-steps.ts'

type BrushShortcut =
  | { readonly type: 'history'; readonly action: 'undo' | 'redo' }
  | { readonly type: 'tool'; readonly tool: Tool }
  | { readonly type: 'size'; readonly change: number }

const tools: Readonly<Record<string, Tool>> = { b: 'brush', e: 'eraser', f: 'fill' }
const sizes: Readonly<Record<string, number>> = { '[': -2, ']': 2 }

/** What a key does in the brush dialog, or null if nothing. Masks cannot be filled. */
export function brushShortcut(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  kind: BrushTask['kind'],
): BrushShortcut | null {
  const key = event.key.toLowerCase()
  if (event.ctrlKey || event.metaKey) {
    if (key === 'y' || (key === 'z' && event.shiftKey)) return { type: 'history', action: 'redo' }
    return key === 'z' ? { type: 'history', action: 'undo' } : null
  }
  if (event.altKey) return null
  const tool = tools[key]
  if (tool !== undefined) return tool === 'fill' && kind === 'mask' ? null : { type: 'tool', tool }
  const change = sizes[key]
  return change === undefined ? null : { type: 'size', change }
}

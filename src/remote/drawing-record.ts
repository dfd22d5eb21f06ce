import type { JSONType } from 'zod'
import type { EngineEvent } from '#src/renderer/events.ts'

/** The events that a bot must not miss: what is drawn, and the files. Another start of the drawing replaces them. */
export class DrawingRecord {
  #events: { readonly name: string; readonly packed: JSONType }[] = []

  add(event: EngineEvent, packed: JSONType): void {
    if (event.type === 'interrupted') this.#events = []
    const name = nameOf(event)
    if (name === undefined) return
    this.#events = [...this.#events.filter((known) => known.name !== name), { name, packed }]
  }

  get events(): readonly JSONType[] {
    return this.#events.map(({ packed }) => packed)
  }
}

/** What makes an event unique in one drawing; undefined for those that may be missed. */
export function nameOf(event: EngineEvent): string | undefined {
  if (event.type === 'picture' || event.type === 'withheld') return `picture ${event.picture}`
  return ['started', 'chosen', 'sheet', 'done', 'interrupted'].includes(event.type) ? event.type : undefined
}

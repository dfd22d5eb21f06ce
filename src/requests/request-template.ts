import type { PictureRef } from './picture-ref.ts'

/** The place of a picture in a request, before the picture is fetched. */
export interface PictureSlot {
  readonly slot: string
}

/** A request as plain data for the request schemas, with slots where its pictures belong. Undefined fields stay open. */
export type RequestTemplate = Readonly<Record<string, unknown>>

/** Pictures as requests name them, by the name of their slot. */
export type PictureRefs = Readonly<Record<string, PictureRef>>

export const pictureSlot = (slot: string): PictureSlot => ({ slot })

const isSlot = (value: object): value is PictureSlot =>
  'slot' in value && typeof value.slot === 'string' && Object.keys(value).length === 1

/** The request with each picture in its slot. A slot without a picture becomes undefined. */
export function fillSlots(template: RequestTemplate, pictures: PictureRefs): RequestTemplate {
  const fill = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fill)
    if (typeof value !== 'object' || value === null) return value
    return isSlot(value) ? pictures[value.slot] : fillEach(value)
  }
  const fillEach = (values: object): RequestTemplate =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fill(value)]))
  return fillEach(template)
}

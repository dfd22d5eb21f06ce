import type { PictureRef } from './picture-ref.ts'

/** A placeholder for a picture that has not been fetched yet. */
export interface PictureSlot {
  readonly slot: string
}

/** A request as plain data for the request schemas, with slots in place of pictures. Undefined fields take their defaults. */
export type RequestTemplate = Readonly<Record<string, unknown>>

/** Picture references by the name of their slot. */
export type PictureRefs = Readonly<Record<string, PictureRef>>

export const pictureSlot = (slot: string): PictureSlot => ({ slot })

const isSlot = (value: object): value is PictureSlot =>
  'slot' in value && typeof value.slot === 'string' && Object.keys(value).length === 1

/** Fills the slots of a request with pictures. A slot without a picture becomes undefined. */
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

/** Puts the fetched pictures into a request that was checked with placeholders, where its template has slots. */
export function withPictures<Request extends object>(
  request: Request,
  template: RequestTemplate,
  pictures: PictureRefs,
): Request {
  const put = (value: unknown, pattern: unknown): unknown => {
    if (typeof pattern !== 'object' || pattern === null) return value
    if (isSlot(pattern)) return pictures[pattern.slot] ?? value
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? putEach(value, pattern) : value
  }
  const putEach = (values: object, pattern: object): object =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, put(value, Reflect.get(pattern, name))]))
  // The values keep their types, since a picture only replaces the placeholder of a picture.
  return putEach(request, template) as Request
}

import type { DrawRequest, Mode } from '#src/requests/draw-request.ts'
import { hybridMeanings } from '#src/requests/hybrid-meanings.ts'
import type { ComponentName } from '#src/requests/modes/hybrid.ts'
import { viewLabels } from '#src/requests/view-spec.ts'
import { result } from '#src/messages/job-messages.ts'

type RequestOf<M extends Mode> = Extract<DrawRequest, { readonly mode: M }>

/** How each part of a hybrid is seen; the parts of a scale hybrid are seen all at once. */
export const partLooks: { readonly [C in ComponentName]?: string } = {
  low: 'from far away',
  middle: 'from a few steps',
  high: 'from close by',
  grey: 'in dim light',
  colour: 'in colour',
  motion: 'in motion',
  still: 'standing still',
}

/** The same words as an anagram's readings: what is to be seen, and how. */
function seenAs(what: string, component: ComponentName): string {
  const look = partLooks[component]
  return look === undefined ? what : `${what} – ${look}`
}

/** How each mode's request reads as plain lines, the first the most telling. */
const lines: { readonly [M in Mode]: (request: RequestOf<M>) => readonly string[] } = {
  generate: ({ prompt }) => [promptOr(prompt)],
  edit: ({ prompt, picture }) => [promptOr(prompt), `from ${picture.name}`],
  inpaint: ({ prompt, picture }) => [promptOr(prompt), `into ${picture.name}`],
  anagram: ({ readings, style }) =>
    readings.map(({ prompt, view }) => `${styled(style, prompt)} – ${viewLabels[view.name]}`),
  hybrid: ({ parts, pinned, style }) => [
    ...parts.map(({ component, prompt }) => seenAs(styled(style, promptOr(prompt)), component)),
    ...(pinned === undefined ? [] : [seenAs(pinned.picture.name, pinned.component)]),
  ],
  denoise: ({ picture, prompt }) => [`${picture.name}, noised and cleaned`, ...(prompt ? [prompt] : [])],
  upscale: ({ picture, prompt }) => [`${prompt ? prompt : picture.name}, four times as large`],
  style: ({ style, picture, prompt }) => [style, prompt ? prompt : picture.name],
  compare: ({ of, axes }) => [promptOr(of.prompt), `by ${axes.map(({ setting }) => setting).join(' and ')}`],
}

const promptOr = (prompt: string | undefined): string => (prompt ? prompt : result.noPrompt)
const styled = (style: string | undefined, prompt: string): string => (style ? `${style} ${prompt}` : prompt)

/** The readings of a picture, in the order of their roles: how each is seen, and what it shows. */
export function readingsOf(request: DrawRequest): readonly { readonly how: string; readonly prompt: string }[] {
  if (request.mode === 'anagram')
    return request.readings.map(({ prompt, view }) => ({ how: viewLabels[view.name], prompt }))
  if (request.mode === 'hybrid')
    return hybridMeanings(request).map(({ component, prompt }) => ({ how: partLooks[component] ?? component, prompt }))
  return []
}

/** What was asked for, line by line, as written (not escaped). */
export function requestLines(request: DrawRequest): readonly string[] {
  // Each entry takes the request of its own mode; TypeScript cannot follow the pairing through the index.
  const write = lines[request.mode] as (request: DrawRequest) => readonly string[]
  return write(request)
}

/**
 * Which of these lines suspense keeps back, by their index: what tells of any meaning but the one that is shown first.
 * None where a picture has one meaning alone, which its own spoiler hides.
 */
export function linesKeptBack(request: DrawRequest): readonly number[] {
  if (request.mode === 'anagram') return request.readings.map((_, index) => index).slice(1)
  if (request.mode !== 'hybrid') return []
  const { parts, pinned } = request
  const plain = hybridMeanings(request).at(-1)?.component
  return [...parts, ...(pinned === undefined ? [] : [pinned])].flatMap(({ component }, index) =>
    plain === undefined || component === plain ? [] : [index],
  )
}

/** The same on one line: for alt texts and lists. */
export const requestLine = (request: DrawRequest): string => requestLines(request).join(' · ')

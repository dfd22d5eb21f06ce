import type { DrawRequest, Mode } from '#src/requests/draw-request.ts'
import { hybridMeanings } from '#src/requests/hybrid-meanings.ts'
import { viewLabels } from '#src/requests/view-spec.ts'
import { result } from '#src/messages/replies.ts'

type RequestOf<M extends Mode> = Extract<DrawRequest, { readonly mode: M }>

/** How each mode's request reads as plain lines, the first the most telling. */
const lines: { readonly [M in Mode]: (request: RequestOf<M>) => readonly string[] } = {
  generate: ({ prompt }) => [promptOr(prompt)],
  edit: ({ prompt, picture }) => [promptOr(prompt), `from ${picture.name}`],
  inpaint: ({ prompt, picture }) => [promptOr(prompt), `into ${picture.name}`],
  anagram: ({ readings, style }) =>
    readings.map(({ prompt, view }) => `${styled(style, prompt)} – ${viewLabels[view.name]}`),
  hybrid: ({ parts, pinned, style }) => [
    ...parts.map(({ component, prompt }) => `${component}: ${styled(style, promptOr(prompt))}`),
    ...(pinned === undefined ? [] : [`${pinned.component}: ${pinned.picture.name}`]),
  ],
  denoise: ({ picture, prompt }) => [`${picture.name}, noised and cleaned`, ...(prompt ? [prompt] : [])],
  upscale: ({ picture, prompt }) => [`${prompt ? prompt : picture.name}, four times as large`],
  style: ({ style, picture, prompt }) => [style, prompt ? prompt : picture.name],
  compare: ({ of, axes }) => [promptOr(of.prompt), `by ${axes.map(({ setting }) => setting).join(' and ')}`],
}

const promptOr = (prompt: string | undefined): string => (prompt ? prompt : result.noPrompt)
const styled = (style: string | undefined, prompt: string): string => (style ? `${style} ${prompt}` : prompt)

/** How each part of a hybrid is seen. */
const looks: Readonly<Record<string, string>> = {
  low: 'from far away',
  middle: 'from a few steps',
  high: 'from close by',
  grey: 'in dim light',
  colour: 'in colour',
  motion: 'in motion',
  still: 'standing still',
}

/** The meanings of a picture in the order in which they are made: how to look, and what is to be seen. */
export function meaningsOf(request: DrawRequest): readonly { readonly how: string; readonly prompt: string }[] {
  if (request.mode === 'anagram')
    return request.readings.map(({ prompt, view }) => ({ how: viewLabels[view.name], prompt }))
  if (request.mode === 'hybrid')
    return hybridMeanings(request).map(({ component, prompt }) => ({ how: looks[component] ?? component, prompt }))
  return []
}

/** What was asked for, line by line, as written (not escaped). */
export function requestLines(request: DrawRequest): readonly string[] {
  // Each entry takes the request of its own mode; TypeScript cannot follow the pairing through the index.
  const write = lines[request.mode] as (request: DrawRequest) => readonly string[]
  return write(request)
}

/** The same on one line: for alt texts and lists. */
export const requestLine = (request: DrawRequest): string => requestLines(request).join(' · ')

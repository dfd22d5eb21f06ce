import type { Inline } from './syntax.ts'

type Rule = readonly [pattern: RegExp, make: (match: RegExpExecArray) => Inline]

const text = (value: string): Inline => ({ type: 'text', text: value })
const at = (match: RegExpExecArray, group: number): string => match[group] ?? ''

/** Tried in this order at each place. Every pattern is sticky, so it matches only there. */
const rules: readonly Rule[] = [
  [/\\([^0-9A-Za-z\s])/y, (match) => text(at(match, 1))],
  [/(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)/y, (match) => ({ type: 'code', text: at(match, 2) })],
  [
    /https:\/\/discord\.com\/channels\/(?:\d+|@me)\/(\d+)\/(\d+)(?![\w/])/y,
    (match) => ({ type: 'message', channelId: at(match, 1), messageId: at(match, 2), href: match[0] }),
  ],
  [/<(https?:\/\/[^\s<>]+)>/y, (match) => link(at(match, 1), [text(at(match, 1))])],
  [/\[((?:[^[\]\\]|\\.)+)\]\(<?(https?:\/\/[^\s<>()]+)>?\)/y, (match) => link(at(match, 2), parseInline(at(match, 1)))],
  [/https?:\/\/[^\s<>|*`]*[^\s<>|*`.,:;!?'")\]]/y, (match) => link(match[0], [text(match[0])])],
  [/<@!?(\d+)>/y, (match) => ({ type: 'mention', kind: 'user', id: at(match, 1) })],
  [/<@&(\d+)>/y, (match) => ({ type: 'mention', kind: 'role', id: at(match, 1) })],
  [/<#(\d+)>/y, (match) => ({ type: 'mention', kind: 'channel', id: at(match, 1) })],
  [/<\/([^:<>]+):\d+>/y, (match) => ({ type: 'command', name: at(match, 1) })],
  [/@(everyone|here)\b/y, (match) => ({ type: 'mention', kind: 'everyone', id: at(match, 1) })],
  [
    /<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/y,
    (match) => ({ type: 'timestamp', seconds: Number(match[1]), style: match[2] ?? 'f' }),
  ],
  [/<a?:(\w+):\d+>/y, (match) => ({ type: 'emoji', name: at(match, 1) })],
  [/\|\|([\s\S]+?)\|\|/y, (match) => ({ type: 'spoiler', content: parseInline(at(match, 1)) })],
  [/\*\*\*([\s\S]+?)\*\*\*(?!\*)/y, (match) => nest('strong', [nest('em', parseInline(at(match, 1)))])],
  [/\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/y, (match) => nest('strong', parseInline(at(match, 1)))],
  [/__((?:\\.|[^\\])+?)__(?!_)/y, (match) => nest('underline', parseInline(at(match, 1)))],
  [/~~((?:\\.|[^\\])+?)~~/y, (match) => nest('strike', parseInline(at(match, 1)))],
  [/\*(?=\S)((?:\*\*|\\.|[^*\\])+?)(?<=\S)\*(?!\*)/y, (match) => nest('em', parseInline(at(match, 1)))],
  [/_((?:__|\\.|[^_\\])+?)_(?![\w])/y, (match) => nest('em', parseInline(at(match, 1)))],
]

const marks = new Set('\\`<[h@|*_~')

/** Parses the text of one block. Whatever is not markup stays text. No input is an error. */
export function parseInline(source: string): readonly Inline[] {
  const nodes: Inline[] = []
  let plain = ''
  let place = 0
  const flush = (): void => {
    if (plain !== '') nodes.push(text(plain))
    plain = ''
  }
  while (place < source.length) {
    const character = source.charAt(place)
    const found = marks.has(character) ? match(source, place) : null
    if (found === null || insideWord(source, place, character)) {
      plain += character
      place += 1
    } else {
      if (found.node.type === 'text') plain += found.node.text
      else {
        flush()
        nodes.push(found.node)
      }
      place += found.length
    }
  }
  flush()
  return nodes
}

/** `snake_case_names` keep their underscores. */
function insideWord(source: string, place: number, character: string): boolean {
  return character === '_' && /\w/.test(source.charAt(place - 1)) && source.charAt(place + 1) !== '_'
}

function match(source: string, place: number): { readonly node: Inline; readonly length: number } | null {
  for (const [pattern, make] of rules) {
    pattern.lastIndex = place
    const found = pattern.exec(source)
    if (found !== null) return { node: make(found), length: found[0].length }
  }
  return null
}

function link(href: string, content: readonly Inline[]): Inline {
  return { type: 'link', href, content }
}

function nest(type: 'strong' | 'em' | 'underline' | 'strike', content: readonly Inline[]): Inline {
  return { type, content }
}

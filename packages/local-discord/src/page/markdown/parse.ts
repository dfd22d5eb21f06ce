import { parseInline } from './parse-inline.ts'
import type { Block, ListItem } from './syntax.ts'

const fence = /```(?:([\w+#.-]+)\n)?\n?([\s\S]*?)\n?```/
const bullet = /^(\s*)(?:[-*+]|(\d{1,9})\.)\s+(.*)$/

/** Parses a message's or a text display's content into blocks. No input is an error. */
export function parseMarkdown(source: string): readonly Block[] {
  const found = fence.exec(source)
  if (found === null || (found[2] ?? '') === '') return parseLines(source.split('\n'))
  const before = source.slice(0, found.index).replace(/\n$/, '')
  const after = source.slice(found.index + found[0].length).replace(/^\n/, '')
  return [
    ...(before === '' ? [] : parseLines(before.split('\n'))),
    { type: 'code-block', language: found[1] ?? '', text: found[2] ?? '' },
    ...(after === '' ? [] : parseMarkdown(after)),
  ]
}

function parseLines(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = []
  let paragraph: string[] = []
  const flush = (): void => {
    const text = paragraph.join('\n').replace(/^\n+|\s+$/g, '')
    if (text !== '') blocks.push({ type: 'paragraph', content: parseInline(text) })
    paragraph = []
  }
  let at = 0
  while (at < lines.length) {
    const [block, used] = parseBlock(lines, at)
    if (block === null) paragraph.push(lines[at] ?? '')
    else {
      flush()
      blocks.push(block)
    }
    at += used
  }
  flush()
  return blocks
}

/** The block that begins at a line, and how many lines it takes, or null if the line is plain text. */
function parseBlock(lines: readonly string[], at: number): readonly [block: Block | null, used: number] {
  const line = lines[at] ?? ''
  if (line.startsWith('>>> ')) {
    const rest = [line.slice(4), ...lines.slice(at + 1)]
    return [{ type: 'quote', blocks: parseLines(rest) }, rest.length]
  }
  if (/^>( |$)/.test(line)) {
    const after = end(lines, at, (other) => /^>( |$)/.test(other))
    const quoted = lines.slice(at, after)
    return [{ type: 'quote', blocks: parseLines(quoted.map((other) => other.replace(/^> ?/, ''))) }, quoted.length]
  }
  const heading = /^(#{1,3})\s+(.+)$/.exec(line)
  if (heading !== null) {
    const level = heading[1]?.length === 1 ? 1 : heading[1]?.length === 2 ? 2 : 3
    return [{ type: 'heading', level, content: parseInline(heading[2] ?? '') }, 1]
  }
  const subtext = /^-#\s+(.+)$/.exec(line)
  if (subtext !== null) return [{ type: 'subtext', content: parseInline(subtext[1] ?? '') }, 1]
  const item = bullet.exec(line)
  if (item !== null) {
    const after = end(lines, at, (other) => continues(item, bullet.exec(other)))
    return [parseList(lines.slice(at, after)), after - at]
  }
  return [null, 1]
}

function end(lines: readonly string[], at: number, belongs: (line: string) => boolean): number {
  let next = at
  while (next < lines.length && belongs(lines[next] ?? '')) next += 1
  return next
}

/** Whether a line continues the list that `first` began, with an item of the same kind or a deeper one. */
function continues(first: RegExpExecArray, line: RegExpExecArray | null): boolean {
  if (line === null) return false
  const deeper = (line[1]?.length ?? 0) > (first[1]?.length ?? 0)
  return deeper || (line[2] === undefined) === (first[2] === undefined)
}

/** All lines are list items. Items that are indented further form a list inside the item before them. */
function parseList(lines: readonly string[]): Block {
  const first = bullet.exec(lines[0] ?? '')
  const indent = first?.[1]?.length ?? 0
  const items: ListItem[] = []
  let at = 0
  while (at < lines.length) {
    const found = bullet.exec(lines[at] ?? '')
    const next = end(lines, at + 1, (line) => (bullet.exec(line)?.[1]?.length ?? 0) > indent)
    const inner = lines.slice(at + 1, next)
    items.push({ content: parseInline(found?.[3] ?? ''), nested: parseLines(inner) })
    at = next
  }
  return { type: 'list', ordered: first?.[2] !== undefined, start: Number(first?.[2] ?? 1), items }
}

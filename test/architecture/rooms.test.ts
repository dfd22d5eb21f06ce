import { describe, expect, it } from 'vitest'
import { importsOf, type SourceFile, sources, under } from './source-files.ts'

/** The rooms of `src/discord`. Each may import from those before it, and from none after it. */
const rooms = [
  'components',
  'jobs',
  'transport',
  'interactions',
  'posts',
  'cards',
  'delivery',
  'moderation',
  'monitoring',
  'submission',
  'challenges',
  'gallery',
  'guess',
  'redraw',
  'bot',
  'forms',
  'masks',
  'challenge-buttons',
  'gallery-buttons',
  'guess-buttons',
  'settings',
  'buttons',
] as const

const roomOf = (path: string): string | undefined => /^src\/discord\/([^/]+)\//.exec(path)?.[1]

/** Imports of a room that point upwards, types included. */
function upwards(files: readonly SourceFile[]): string[] {
  const order: readonly string[] = rooms
  return files.flatMap((file) => {
    const from = roomOf(file.path)
    if (from === undefined) return []
    return importsOf(file)
      .map(({ target }) => target)
      .filter((target) => order.indexOf(roomOf(target) ?? '') > order.indexOf(from))
      .map((target) => `${file.path} imports ${target}`)
  })
}

/** The shortest circle of imports through each file that is on one, types included. */
function circles(files: readonly SourceFile[]): string[] {
  const graph = new Map(
    files.map((file) => [file.path, importsOf(file).flatMap(({ own, target }) => (own ? target : []))]),
  )
  const found = new Map<string, string>()
  for (const start of graph.keys()) {
    const before = new Map<string, string>()
    const open = [start]
    for (let file = open.shift(); file !== undefined; file = open.shift()) {
      for (const next of graph.get(file) ?? []) {
        if (next === start) {
          const circle = [file]
          for (let at = before.get(file); at !== undefined; at = before.get(at)) circle.unshift(at)
          const key = [...circle].sort().join()
          if (!found.has(key)) found.set(key, [...circle, start].join(' → '))
          open.length = 0
          break
        }
        if (before.has(next)) continue
        before.set(next, file)
        open.push(next)
      }
    }
  }
  return [...found.values()]
}

describe('the rooms of the Discord side', () => {
  it('contain every file', () => {
    const loose = sources.map(({ path }) => path).filter((path) => under(path, 'src/discord') && !isIn(path, rooms))
    expect(loose).toEqual([])
  })

  it('are imported in one direction', () => {
    expect(upwards(sources)).toEqual([])
    const path = 'src/discord/cards/result.ts'
    expect(upwards([{ path, text: "import type { Reply } from '../delivery/reply.ts'" }])).toHaveLength(1)
    expect(upwards([{ path, text: "import { text } from '../components/text.ts'" }])).toEqual([])
  })

  it('do not import the commands', () => {
    const knowing = sources.filter((file) => under(file.path, 'src/discord') && importsCommands(file))
    expect(knowing.map(({ path }) => path)).toEqual([])
  })
})

const isIn = (path: string, names: readonly string[]): boolean => names.includes(roomOf(path) ?? '')
const importsCommands = (file: SourceFile): boolean =>
  importsOf(file).some(({ target }) => under(target, 'src/commands'))

describe('imports', () => {
  it('are never circular, not even type-only ones', () => {
    expect(circles(sources)).toEqual([])
  })

  it('would be reported if they were circular', () => {
    const files = [
      { path: 'src/a.ts', text: "import type { B } from './b.ts'" },
      { path: 'src/b.ts', text: "export { c } from './c.ts'" },
      { path: 'src/c.ts', text: "import { a } from '#src/a.ts'" },
      { path: 'src/d.ts', text: "import { a } from '#src/a.ts'" },
    ]
    expect(circles(files)).toEqual(['src/a.ts → src/b.ts → src/c.ts → src/a.ts'])
  })
})

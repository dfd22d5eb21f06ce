import { parseAst } from 'rolldown/parseAst'
import { describe, expect, it } from 'vitest'
import { all, homeOf, isSource, read, type SourceFile, sources, under } from './source-files.ts'

/** The most lines of a file. */
const maxLines = 250
/** A function has fewer lines than this. */
const functionLimit = 80

/** Files that are still too long, or hold a function that is. Take one off the list when it is split. */
const pending: readonly string[] = []
const isDue = ({ path }: SourceFile): boolean => !pending.includes(path)

const linesOf = (text: string): number => text.trimEnd().split('\n').length

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

/** Functions and methods that are too long, each by where it stands. */
function longFunctions({ path, text }: SourceFile): string[] {
  const found: string[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (!isNode(value)) return
    if (functionTypes.has(value.type)) {
      const lines = linesOf(text.slice(value.start, value.end))
      if (lines >= functionLimit) found.push(`${path}:${linesOf(text.slice(0, value.start + 1))} has ${lines} lines`)
    }
    Object.values(value).forEach(visit)
  }
  visit(parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }, path))
  return found
}

describe('sizes', () => {
  it('a file has at most 250 lines', async () => {
    const files = await Promise.all(all.filter((path) => isSource(path) && !under(path, 'models')).map(read))
    const long = files.filter(isDue).filter(({ text }) => linesOf(text) > maxLines)
    expect(long.map(({ path, text }) => `${path} has ${linesOf(text)} lines`)).toEqual([])
  })

  it('a function has fewer than 80 lines', () => {
    expect(sources.filter(isDue).flatMap(longFunctions)).toEqual([])
  })

  it('are counted correctly', () => {
    const body = 'x()\n'.repeat(functionLimit)
    expect(longFunctions({ path: 'src/a.ts', text: `\nexport const a = (b: number): void => {\n${body}}` })).toEqual([
      'src/a.ts:2 has 82 lines',
    ])
    expect(longFunctions({ path: 'src/a.ts', text: `class A {\n#b(): void {\n${body}}\n}` })).toHaveLength(1)
    expect(longFunctions({ path: 'src/a.ts', text: body })).toEqual([])
  })
})

/** Folders of tests that are about no folder of `src`. */
const ofTheWhole = ['architecture', 'e2e', 'extending', 'harness', 'models', 'openapi']

describe('the tests', () => {
  it('mirror src', () => {
    const folders = new Set(sources.flatMap(({ path }) => foldersOf(path.slice(homeOf(path).length))))
    const astray = all.filter((path) => {
      const [, folder] = /^test\/(.*)\/[^/]+\.test\.ts$/.exec(path) ?? []
      return folder !== undefined && !under(`${folder}/`, ...ofTheWhole) && !folders.has(`src/${folder}`)
    })
    expect(astray).toEqual([])
  })
})

/** Every folder that a file is in, from the outermost. */
const foldersOf = (path: string): readonly string[] =>
  path.split('/').flatMap((_, index, parts) => (index === 0 ? [] : [parts.slice(0, index).join('/')]))

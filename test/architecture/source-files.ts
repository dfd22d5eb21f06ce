import { readdir, readFile } from 'node:fs/promises'
import { join, posix, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A source file by its path from the repository's root, with / between folders. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

export interface Import {
  /** A path from the root for our own files, a package's name for others. */
  readonly target: string
  readonly own: boolean
  /** `import type` and the like vanish when the program runs. */
  readonly typeOnly: boolean
}

const importForms = [
  // import … from 'x', export … from 'x'
  /^\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)'([^']+)'/gm,
  // import 'x'
  /^\s*import\s+()'([^']+)'/gm,
  // import('x'), also require('x')
  /\b(?:import|require)\(\s*()'([^']+)'\s*\)/g,
] as const

export function importsOf({ path, text }: SourceFile): Import[] {
  return importForms.flatMap((form) =>
    Array.from(text.matchAll(form), ([, type, specifier = '']) => {
      const typeOnly = type !== undefined && type !== ''
      if (specifier.startsWith('#')) return { target: `${homeOf(path)}${specifier.slice(1)}`, own: true, typeOnly }
      if (specifier.startsWith('.')) return { target: posix.join(posix.dirname(path), specifier), own: true, typeOnly }
      return { target: packageOf(specifier), own: false, typeOnly }
    }),
  )
}

/** The folder of the package that a file belongs to: `packages/local-discord/`, or nothing for the bot itself. */
export function homeOf(path: string): string {
  return /^packages\/[^/]+\//.exec(path)?.[0] ?? ''
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

export const under = (path: string, ...folders: readonly string[]): boolean =>
  folders.some((folder) => path.startsWith(`${folder}/`))

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !path.includes('node_modules/') && !path.includes('.venv/'))
}

const folders = ['src', 'packages', 'test', 'bench', 'bin', 'models']
/** Every file of the project by its path from the root. */
export const all = (await Promise.all(folders.map((folder) => filesUnder(folder).catch(() => [])))).flat()
export const isSource = (path: string): boolean => /\.(ts|tsx|js|mjs)$/.test(path)
export const read = async (path: string): Promise<SourceFile> => ({
  path,
  text: await readFile(join(root, path), 'utf8'),
})

/** The code that runs: the bot's and that of its packages. */
export const sources = await Promise.all(
  all.filter((path) => isSource(path) && path.startsWith(`${homeOf(path)}src/`)).map(read),
)
export const known = new Set([...all, 'package.json'])
/** The packages that a file may import by the `package.json` of its own package. */
export type Declared = ReadonlyMap<string, ReadonlySet<string>>

const homes = new Set(['', ...all.map(homeOf)])

/** The packages that a file may import, by the folder of its own package. */
export const declared: Declared = new Map(
  await Promise.all(Array.from(homes, async (home) => [home, await dependenciesOf(`${home}package.json`)] as const)),
)

async function dependenciesOf(path: string): Promise<ReadonlySet<string>> {
  const manifest = JSON.parse(await readFile(join(root, path), 'utf8')) as Readonly<Record<string, object | undefined>>
  return new Set(['dependencies', 'peerDependencies'].flatMap((kind) => Object.keys(manifest[kind] ?? {})))
}

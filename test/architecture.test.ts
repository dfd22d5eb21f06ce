import { readdir, readFile } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { dirname, join, posix, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

// The rules of who may import whom. They keep the loop free of models, the bot free of what blocks it, and each
// foreign library behind one folder, so that it can be replaced.

const root = fileURLToPath(new URL('..', import.meta.url))

/** A source file by its path from the repository's root, with / between folders. */
interface SourceFile {
  readonly path: string
  readonly text: string
}

interface Import {
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

function importsOf({ path, text }: SourceFile): Import[] {
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
function homeOf(path: string): string {
  return /^packages\/[^/]+\//.exec(path)?.[0] ?? ''
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

interface Rule {
  readonly says: string
  readonly breaks: (file: string, used: Import) => boolean
}

const under = (path: string, ...folders: readonly string[]): boolean =>
  folders.some((folder) => path.startsWith(`${folder}/`))

/** A package that only some folders of `src` may name. */
const onlyIn = (folders: readonly string[], says: string, ...packages: readonly string[]): Rule => ({
  says,
  breaks: (file, { target, own }) =>
    under(file, 'src') && !own && packages.includes(target) && !under(file, ...folders.map((name) => `src/${name}`)),
})

const local = 'packages/local-discord/src'

const rules: readonly Rule[] = [
  {
    says: 'pipeline imports nothing but itself, the errors and the types of requests',
    breaks: (file, { target, own, typeOnly }) =>
      under(file, 'src/pipeline') &&
      !(own && under(target, 'src/pipeline')) &&
      !(own && target === 'src/errors.ts') &&
      !(own && typeOnly && under(target, 'src/requests')),
  },
  {
    says: 'requests imports nothing but itself, the errors and zod',
    breaks: (file, { target, own }) =>
      under(file, 'src/requests') &&
      !(own ? under(target, 'src/requests') || target === 'src/errors.ts' : target === 'zod'),
  },
  onlyIn(['network'], 'network alone imports onnxruntime-node', 'onnxruntime-node'),
  onlyIn(['image'], 'image alone imports sharp', 'sharp'),
  onlyIn(['store'], 'store alone imports the database driver', 'libsql', 'kysely'),
  onlyIn(
    ['discord', 'commands'],
    'discord and commands alone know Discord',
    'discord.js',
    'discord-api-types',
    '@discordjs/rest',
    '@discordjs/ws',
  ),
  {
    says: 'nothing imports bot.ts or cli.ts',
    breaks: (_, { target, own }) => own && (target === 'src/bot.ts' || target === 'src/cli.ts'),
  },
  {
    says: 'network and image know nothing of what stands above them',
    breaks: (file, { target, own, typeOnly }) =>
      own &&
      !typeOnly &&
      under(file, 'src/network', 'src/image') &&
      !under(target, dirname(file).split('/').slice(0, 2).join('/'), 'src/pipeline', 'src/requests') &&
      target !== 'src/errors.ts',
  },
  {
    says: 'nothing in src imports from outside of src',
    breaks: (file, { target, own }) => own && under(file, 'src') && !under(target, 'src') && target !== 'package.json',
  },
  {
    says: 'bot.ts alone imports local-discord; local-channel.ts knows its types',
    breaks: (file, { target, typeOnly }) =>
      under(file, 'src') &&
      target === 'local-discord' &&
      file !== 'src/bot.ts' &&
      !(typeOnly && file === 'src/local-channel.ts'),
  },
  {
    says: 'a package imports none of our files but its own',
    breaks: (file, { target, own }) => own && homeOf(file) !== '' && !target.startsWith(`${homeOf(file)}src/`),
  },
  {
    says: 'the page and the server share nothing but the protocol',
    breaks: (file, { target, own }) =>
      own &&
      under(file, local) &&
      under(file, `${local}/page`) !== under(target, `${local}/page`) &&
      target !== `${local}/page-protocol.ts`,
  },
  {
    says: 'the local server works without what tests are written with',
    breaks: (file, { target }) =>
      under(file, local) &&
      !under(file, `${local}/testing`) &&
      (under(target, `${local}/testing`) || target === 'vitest' || target === 'ajv'),
  },
]

/** Places where a rule is broken on purpose, with the reason. */
const exceptions: readonly { readonly file: string; readonly target: string; readonly because: string }[] = [
  { file: 'src/cli/bot.ts', target: 'src/bot.ts', because: '`duckrabbit bot` is `npm start` by another name' },
  {
    file: 'src/cli/deploy.ts',
    target: 'discord.js',
    because: '`duckrabbit deploy` talks to Discord before there is a bot',
  },
]

/** The packages that a file may import by the `package.json` of its own package. */
type Declared = ReadonlyMap<string, ReadonlySet<string>>

function violations(files: readonly SourceFile[], known: ReadonlySet<string>, declared: Declared): string[] {
  return files.flatMap((file) =>
    importsOf(file).flatMap((used) => [
      ...rules
        .filter((rule) => rule.breaks(file.path, used))
        .filter(() => !exceptions.some((one) => one.file === file.path && one.target === used.target))
        .map((rule) => `${file.path} imports ${used.target}: ${rule.says}`),
      ...(used.own && !known.has(used.target) ? [`${file.path} imports ${used.target}, which does not exist`] : []),
      ...(!used.own && !isBuiltIn(used.target) && !declared.get(homeOf(file.path))?.has(used.target)
        ? [`${file.path} imports ${used.target}, which package.json does not name`]
        : []),
    ]),
  )
}

function isBuiltIn(name: string): boolean {
  return name.startsWith('node:') || builtinModules.includes(name)
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !path.includes('node_modules/') && !path.includes('.venv/'))
}

const folders = ['src', 'packages', 'test', 'bench', 'bin', 'models']
const all = (await Promise.all(folders.map((folder) => filesUnder(folder).catch(() => [])))).flat()
const isSource = (path: string): boolean => /\.(ts|tsx|js|mjs)$/.test(path)
const sources = await Promise.all(
  all
    .filter((path) => isSource(path) && path.startsWith(`${homeOf(path)}src/`))
    .map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })),
)
const known = new Set([...all, 'package.json'])
const homes = new Set(['', ...all.map(homeOf)])
const declared: Declared = new Map(
  await Promise.all(Array.from(homes, async (home) => [home, await dependenciesOf(`${home}package.json`)] as const)),
)

async function dependenciesOf(path: string): Promise<ReadonlySet<string>> {
  const manifest = JSON.parse(await readFile(join(root, path), 'utf8')) as Readonly<Record<string, object | undefined>>
  return new Set(['dependencies', 'peerDependencies'].flatMap((kind) => Object.keys(manifest[kind] ?? {})))
}

describe('the architecture', () => {
  it('has files to look at', () => {
    expect(sources.length).toBeGreaterThan(50)
    expect(sources.flatMap(importsOf).length).toBeGreaterThan(200)
  })

  it('holds: who may import whom', () => {
    expect(violations(sources, known, declared)).toEqual([])
  })

  it('has no exception that nobody needs', () => {
    for (const { file, target } of exceptions) {
      const source = sources.find(({ path }) => path === file)
      expect(source && importsOf(source).map((used) => used.target)).toContain(target)
    }
  })

  it('has no drawer for odds and ends', () => {
    const odd = all.filter((path) => /(^|[/.-])(utils?|helpers?|misc|common)([/.-]|$)/i.test(path))
    expect(odd).toEqual([])
  })

  it('has Python where models are trained and where diffusers is measured, and nowhere else', () => {
    const snakes = all.filter((path) => /\.(py|ipynb)$/.test(path) && !under(path, 'models/train', 'bench'))
    expect(snakes).toEqual([])
  })
})

function found(path: string, text: string): string[] {
  return violations([{ path, text }], known, declared)
}

describe('the checker itself', () => {
  it.each([
    ['src/pipeline/sample.ts', "import sharp from 'sharp'"],
    ['src/pipeline/sample.ts', "import { readFile } from 'node:fs/promises'"],
    ['src/pipeline/sample.ts', "import { fields } from '#src/requests/fields.ts'"],
    ['src/pipeline/modes/edit.ts', "import {\n  a,\n  b,\n} from '../../image/encode.ts'"],
    ['src/requests/fields.ts', "import { Command } from 'commander'"],
    ['src/engine/worker.ts', "const { InferenceSession } = await import('onnxruntime-node')"],
    ['src/discord/card.ts', "export { default } from 'sharp'"],
    ['src/queue/waiting-list.ts', "import Database from 'libsql'"],
    ['src/engine/worker.ts', "import type { Client } from 'discord.js'"],
    ['src/engine/worker.ts', "import { Routes } from 'discord-api-types/v10'"],
    ['src/engine/worker.ts', "import '../bot.ts'"],
    ['src/image/encode.ts', "import { run } from '#src/engine/worker.ts'"],
    ['src/discord/card.ts', "import { startBot } from '#test/harness/start-bot.ts'"],
    ['src/discord/card.ts', "import { gone } from './no-such-file.ts'"],
    ['src/discord/card.ts', "import express from 'express'"],
    ['src/discord/card.ts', "import { createLocalDiscord } from 'local-discord'"],
    [`${local}/server.ts`, "import { UserError } from '../../../src/errors.ts'"],
    [`${local}/server.ts`, "import { useScene } from '#test/scene.ts'"],
    [`${local}/server.ts`, "import { gone } from '#src/no-such-file.ts'"],
    [`${local}/server.ts`, "import sharp from 'sharp'"],
    [`${local}/server.ts`, "import { startDiscord } from './testing/index.ts'"],
    [`${local}/page/app.tsx`, "import type { World } from '../world-types.ts'"],
  ])('catches %s with %s', (path, text) => {
    expect(found(path, text)).not.toEqual([])
  })

  it.each([
    [
      'src/pipeline/sample.ts',
      "import type { Steps } from '#src/requests/sampling.ts'\nimport { resize } from './resize.ts'",
    ],
    ['src/pipeline/sample.ts', "import { UserError } from '#src/errors.ts'"],
    ['src/image/sheet.ts', "import sharp, { type Sharp } from 'sharp'\nimport { x } from '#src/pipeline/resize.ts'"],
    ['src/store/rows.ts', "import { Kysely } from 'kysely'\nimport { join } from 'node:path'"],
    ['src/engine/worker.ts', "// import sharp from 'sharp'"],
    ['src/bot.ts', "import { createLocalDiscord } from 'local-discord'"],
    [`${local}/server.ts`, "import { testClock } from '#src/clock.ts'\nimport { Hono } from 'hono'"],
    [`${local}/page/app.tsx`, "import type { World } from '../page-protocol.ts'"],
  ])('lets %s with %s pass', (path, text) => {
    expect(found(path, text)).toEqual([])
  })
})

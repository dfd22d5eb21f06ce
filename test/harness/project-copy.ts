import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))
const execute = promisify(execFile)

/** A copy of the project's code that a test may change. */
export interface ProjectCopy {
  /** Files that were written or changed so far, by their paths from the copy's root. */
  readonly touched: readonly string[]
  /** Adds a file. */
  add(path: string, text: string): Promise<void>
  /** Puts text behind the first match of `after`. @throws where nothing matches */
  insert(path: string, after: string, text: string): Promise<void>
  /** What the compiler finds wrong. Empty if nothing is. */
  typeErrors(): Promise<string>
  /** Runs a TypeScript module with `#src` and `#test` in the copy, and returns what it prints. */
  run(script: string): Promise<string>
  remove(): Promise<void>
}

/** Copies `src` and the test harness to a folder of their own, with the same packages. */
export async function copyProject(): Promise<ProjectCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'duckrabbit-copy-'))
  for (const path of ['src', 'test/harness', 'test/requirement.ts', 'package.json', 'tsconfig.json'])
    await cp(join(root, path), join(folder, path), { recursive: true })
  for (const path of ['node_modules', 'models']) await symlink(join(root, path), join(folder, path))
  const touched = new Set<string>()
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return {
    get touched() {
      return [...touched]
    },
    async add(path, text) {
      touched.add(path)
      await write(path, text)
    },
    async insert(path, after, text) {
      const before = await readFile(join(folder, path), 'utf8')
      if (!before.includes(after)) throw new Error(`Expected ${path} to hold ${JSON.stringify(after)}`)
      touched.add(path)
      await write(
        path,
        before.replace(after, () => after + text),
      )
    },
    async typeErrors() {
      // The packages are shared with the project, so the compiler's cache must not lie among them.
      const compilerOptions = { tsBuildInfoFile: 'tsconfig.copy.tsbuildinfo' }
      await write(
        'tsconfig.copy.json',
        JSON.stringify({ extends: './tsconfig.json', compilerOptions, include: ['src'] }),
      )
      const tsc = join(root, 'node_modules/typescript/bin/tsc')
      const compile = execute(process.execPath, [tsc, '--noEmit', '-p', 'tsconfig.copy.json'], { cwd: folder })
      return compile.then(
        () => '',
        (error: unknown) => (error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)),
      )
    },
    async run(script) {
      await write('test/run.ts', script)
      const { stdout } = await execute(process.execPath, ['--import', 'tsx/esm', 'test/run.ts'], { cwd: folder })
      return stdout
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

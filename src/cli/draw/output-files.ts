import { mkdir, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { UserError } from '#src/errors.ts'
import { promptOf } from '#src/image/recipe-text.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'

/** Where the files of one drawing go. */
export interface OutputFiles {
  /** Writes one file and says where it is; `part` is what tells it from the others, such as its seed. */
  write(part: string, bytes: Uint8Array, extension?: string): Promise<string>
}

/**
 * `out` is a file (it ends in .png) or a folder; undefined: the folder `out`, where nothing is ever overwritten.
 *
 * @throws UserError `bad-output`
 */
export async function outputFiles(
  directory: string,
  out: string | undefined,
  name: (part: string) => string,
): Promise<OutputFiles> {
  const extension = extname(out ?? '')
  if (extension !== '' && extension !== '.png' && !(await isFolder(resolve(directory, out ?? '')))) {
    throw new UserError(
      'bad-output',
      `Pictures are written as PNG; give --out a name that ends in .png, or a folder, instead of ${out}.`,
    )
  }
  const file = extension === '.png' ? resolve(directory, out ?? '') : undefined
  const folder = file === undefined ? resolve(directory, out ?? 'out') : dirname(file)
  let first = true
  return {
    async write(part, bytes, extension = '.png') {
      const path =
        file === undefined
          ? await free(join(folder, name(part)), extension)
          : beside(file, first ? '' : part, extension)
      first = false
      try {
        await mkdir(dirname(path), { recursive: true })
        await writeFile(path, bytes)
      } catch (cause) {
        throw new UserError(
          'bad-output',
          `${path} cannot be written; check the folder and its permissions.`,
          { path },
          { cause },
        )
      }
      return path
    },
  }
}

/** A name that no file has yet: name.png, name-2.png … */
async function free(stem: string, extension: string): Promise<string> {
  for (let n = 1; ; n++) {
    const path = `${stem}${n === 1 ? '' : `-${n}`}${extension}`
    if (!(await exists(path))) return path
  }
}

function beside(file: string, part: string, extension: string): string {
  const stem = basename(file, extname(file))
  return join(dirname(file), `${stem}${part === '' ? '' : `-${part}`}${extension}`)
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

/** What a file is called after: the beginning of the prompt in letters that every system takes, else the mode. */
export function speakingName(request: ResolvedRequest): string {
  const prompt = request.mode === 'compare' ? (request.cells[0]?.[0]?.prompt ?? '') : promptOf(request)
  const words = prompt
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  let name = ''
  for (const word of words) {
    if (name.length + word.length > 48) break
    name += (name === '' ? '' : '-') + word
  }
  if (request.mode === 'generate') return name === '' ? 'unprompted' : name
  return name === '' ? request.mode : `${request.mode}-${name}`
}

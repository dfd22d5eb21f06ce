import { access, constants, mkdtemp, rmdir, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { UserError } from '#src/errors.ts'
import { makeFolder } from '#src/make-folder.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import { promptLine } from '#src/requests/prompt-line.ts'

/** Describes one file of a drawing. */
export interface Piece {
  /** The seed, or another label that distinguishes the picture; undefined for files that belong to all pictures. */
  readonly part?: string
  /** The kind of an additional file: `steps`, `sheet`. */
  readonly role?: string
  /** The extension. Default: `.png`. */
  readonly ending?: '.png' | '.webp'
}

/** Writes the files of one drawing. */
export interface OutputFiles {
  /** Writes one file and returns its path. */
  write(piece: Piece, bytes: Uint8Array): Promise<string>
}

/** The elements of the file names. */
export interface Naming {
  /** The beginning of the names of files in a folder. */
  readonly stem: () => string
  /** Whether there is only one picture. A name that a person chose then needs no seed. */
  readonly single: () => boolean
}

/**
 * Prepares an output. `out` is a file (if it ends in .png) or a folder; default: the folder `out`. In a folder nothing is
 * ever overwritten.
 *
 * @throws UserError `bad-output`
 */
export async function outputFiles(directory: string, out: string | undefined, naming: Naming): Promise<OutputFiles> {
  const path = resolve(directory, out ?? 'out')
  const extension = (await isFolder(path)) ? '' : extname(path).toLowerCase()
  if (extension !== '' && extension !== '.png') {
    throw new UserError(
      'bad-output',
      `Pictures are written as PNG; give --out a name that ends in .png, or a folder, instead of ${out}.`,
    )
  }
  await makeWritable(extension === '' ? path : dirname(path))
  if (extension !== '' && (await exists(path))) await mayOverwrite(path)
  const pathOf = async ({ part = '', role = '', ending = '.png' }: Piece): Promise<string> => {
    if (extension === '') return free(join(path, joined(naming.stem(), part, role)), ending)
    return join(dirname(path), `${joined(basename(path, extname(path)), naming.single() ? '' : part, role)}${ending}`)
  }
  return {
    async write(piece, bytes) {
      const file = await pathOf(piece)
      try {
        await writeFile(file, bytes)
      } catch (cause) {
        throw notWritable(file, cause)
      }
      return file
    },
  }
}

/** Checked before anything is drawn, since nobody wants to wait for a picture that cannot be written. */
async function makeWritable(folder: string): Promise<void> {
  try {
    await makeFolder(folder)
    // Permissions are not enough: some file systems refuse new folders to everyone.
    await rmdir(await mkdtemp(join(folder, '.duckrabbit-')))
  } catch (cause) {
    throw notWritable(folder, cause)
  }
}

async function mayOverwrite(file: string): Promise<void> {
  await access(file, constants.W_OK).catch((cause: unknown) => {
    throw notWritable(file, cause)
  })
}

function notWritable(path: string, cause: unknown): UserError {
  const sentence = `${path} cannot be written; check the folder and its permissions.`
  return new UserError('bad-output', sentence, { path }, { cause })
}

function joined(...words: readonly string[]): string {
  return words.filter((word) => word !== '').join('-')
}

/** An unused file name: name.png, name-2.png … */
async function free(stem: string, ending: string): Promise<string> {
  for (let n = 1; ; n++) {
    const path = `${stem}${n === 1 ? '' : `-${n}`}${ending}`
    if (!(await exists(path))) return path
  }
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

/** The start of a file name: the beginning of the prompt in characters that every system allows, or else the mode. */
export function nameFromPrompt(request: ResolvedRequest): string {
  const words = promptLine(request)
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

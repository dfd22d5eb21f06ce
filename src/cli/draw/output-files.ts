import { access, constants, mkdtemp, rmdir, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { UserError } from '#src/errors.ts'
import { makeFolder } from '#src/make-folder.ts'
import type { ResolvedRequest } from '#src/requests/draw-request.ts'
import { promptLine } from '#src/requests/prompt-line.ts'

/** What one file of a drawing is. */
export interface Piece {
  /** Its seed, or what else tells it from the other pictures; undefined for what belongs to all. */
  readonly part?: string
  /** What it is besides the picture itself: `steps`, `sheet`. */
  readonly role?: string
  /** Default: .png */
  readonly ending?: '.png' | '.webp'
}

/** Where the files of one drawing go. */
export interface OutputFiles {
  /** Writes one file and says where it is. */
  write(piece: Piece, bytes: Uint8Array): Promise<string>
}

/** What the names of the files are made of. */
export interface Naming {
  /** What files in a folder are called after. */
  readonly stem: () => string
  /** Whether there is but one picture, which needs no seed in the name that a person chose. */
  readonly single: () => boolean
}

/**
 * `out` is a file (it ends in .png) or a folder; undefined: the folder `out`. In a folder nothing is ever overwritten.
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

/** Looked at before anything is drawn: nobody wants to wait for a picture that cannot be kept. */
async function makeWritable(folder: string): Promise<void> {
  try {
    await makeFolder(folder)
    // Permissions do not tell all: a folder may lie where nothing can be made, whoever asks.
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

/** A name that no file has yet: name.png, name-2.png … */
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

/** What a file is called after: the beginning of the prompt in letters that every system takes, else the mode. */
export function speakingName(request: ResolvedRequest): string {
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

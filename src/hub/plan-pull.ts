import { join } from 'node:path'
import { UserError } from '#src/errors.ts'
import { layoutRefused } from '#src/messages/hub-refusals.ts'
import { partOf } from './fetch-file.ts'
import type { Hub } from './hub.ts'
import { layoutOf } from './layouts/registry.ts'
import { sharedParts } from './layouts/deepfloyd.ts'
import { findLocalCopies, type LocalCopy } from './local-copies.ts'
import { type DownloadRecord, readRecord } from './record.ts'
import type { Repository, RepositoryFile } from './repository.ts'
import { sizeOf, statOf } from '#src/size-of.ts'

/** One repository of a model, and the folder within the model's folder that it becomes. */
export interface Source {
  /** `OWNER/NAME`. */
  readonly repository: string
  /** A branch, a tag or a commit. */
  readonly revision: string
  /** `stage_1`, or empty for the model's folder itself. */
  readonly folder: string
}

/** What to fetch: a model's name and its repositories. */
export interface PullTarget {
  /** The name of the model's folder. */
  readonly name: string
  readonly sources: readonly Source[]
}

/** Where a file's bytes come from. */
export type FileState =
  /** The file is here, and its checksum was verified when it arrived. */
  | { readonly kind: 'here' }
  /** A file of its size is here, but unverified. */
  | { readonly kind: 'unchecked' }
  /** Another model's folder, or the cache of Hugging Face's tools, has the same file. */
  | { readonly kind: 'copy'; readonly from: LocalCopy }
  /** The file comes from the hub. `have` of its bytes arrived earlier. */
  | { readonly kind: 'to-fetch'; readonly have: number }

export interface PlannedFile {
  readonly repository: Repository
  readonly file: RepositoryFile
  /** The folder within the model's folder. */
  readonly folder: string
  /** Absolute. */
  readonly path: string
  readonly state: FileState
}

export interface PullPlan {
  readonly name: string
  /** The model's folder, absolute. */
  readonly folder: string
  /** Whether the result draws, or only serves models that do. */
  readonly draws: boolean
  readonly repositories: readonly { readonly repository: Repository; readonly folder: string }[]
  readonly files: readonly PlannedFile[]
  readonly notes: readonly string[]
  readonly record: DownloadRecord | undefined
  /** Why the configurations could not be read, if `lenient` allowed that. */
  readonly refusal: UserError | undefined
}

export interface PlanOptions {
  readonly hub: Hub
  /** The folder that holds models. */
  readonly to: string
  /** The cache of Hugging Face's own tools. */
  readonly hubCache: string
  /** Whether to plan by file names alone if access to the repository is missing. */
  readonly lenient: boolean
}

/**
 * Finds out what must be fetched. It reads the lists of files and the small configuration files, and refuses what this program
 * cannot run before anything large is fetched.
 *
 * @throws UserError
 */
export async function planPull(target: PullTarget, options: PlanOptions): Promise<PullPlan> {
  const { hub, to } = options
  const folder = join(to, target.name)
  const record = await readRecord(folder)
  const provided = new Set<string>()
  const repositories: { repository: Repository; folder: string }[] = []
  const chosen: { repository: Repository; folder: string; file: RepositoryFile }[] = []
  const notes: string[] = []
  let draws = false
  let refusal: UserError | undefined
  for (const source of target.sources) {
    const repository = await hub.describe(source.repository, source.revision)
    const layout = layoutOf(repository)
    draws ||= layout.draws
    const read = (path: string): Promise<string> => hub.readText(repository, path)
    refusal ??= await refusalOf(() => layout.identify(repository, read), options)
    const selection = layout.select(repository, provided)
    refusal ??= await refusalOf(() => selection.check(read), options)
    repositories.push({ repository, folder: source.folder })
    notes.push(...selection.notes)
    for (const file of selection.files) {
      chosen.push({ repository, folder: source.folder, file })
      const [part = ''] = file.path.split('/')
      if (sharedParts.has(part)) provided.add(part)
    }
  }
  const elsewhere = await findLocalCopies({ to, except: target.name, hubCache: options.hubCache })
  const files = await Promise.all(
    chosen.map(async (one): Promise<PlannedFile> => {
      const path = join(folder, one.folder, ...safe(one.repository, one.file.path))
      return { ...one, path, state: await stateOf({ ...one, path }, record, elsewhere) }
    }),
  )
  return { name: target.name, folder, draws, repositories, files, notes, record, refusal }
}

/** Refusals that only concern access, which a dry run does not need. */
const aboutAccess: ReadonlySet<string> = new Set([
  'hub-no-token',
  'hub-no-access',
  'hub-access-pending',
  'hub-access-rejected',
  'hub-token-too-narrow',
])

async function refusalOf(check: () => Promise<void>, { lenient }: PlanOptions): Promise<UserError | undefined> {
  try {
    await check()
    return undefined
  } catch (error) {
    if (lenient && error instanceof UserError && aboutAccess.has(error.code)) return error
    throw error
  }
}

/** The parts of a path. A repository must not write outside of its folder. @throws UserError `hub-path` */
function safe(repository: Repository, path: string): readonly string[] {
  const parts = path.split('/')
  if (!parts.some((part) => part === '' || part === '.' || part === '..' || /[\\:]/.test(part))) return parts
  throw new UserError('hub-path', layoutRefused.path(repository.name, path), { path })
}

async function stateOf(
  { repository, folder, file, path }: Omit<PlannedFile, 'state'>,
  record: DownloadRecord | undefined,
  elsewhere: (repository: Repository, file: RepositoryFile) => Promise<LocalCopy | undefined>,
): Promise<FileState> {
  const found = await statOf(path)
  if (found?.size === file.size) {
    const entry = record?.repositories.find((one) => one.folder === folder && one.name === repository.name)
    const known = entry?.files[file.path]
    const right = known?.checksum === file.checksum.value && known.verified === found.mtimeMs
    return { kind: right ? 'here' : 'unchecked' }
  }
  const have = Math.min(await sizeOf(partOf(path, file)), file.size)
  const from = await elsewhere(repository, file)
  return from === undefined ? { kind: 'to-fetch', have } : { kind: 'copy', from }
}

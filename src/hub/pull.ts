import { copyFile, link, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf, UserError } from '#src/errors.ts'
import { makeFolder } from '#src/make-folder.ts'
import { hubRefused as words } from '#src/messages/hub-refusals.ts'
import { startChecksum, addFile } from './checksum.ts'
import { requireSpace } from './disk-space.ts'
import { type ByteCounts, fetchFile, partOf } from './fetch-file.ts'
import type { Hub } from './hub.ts'
import type { PlannedFile, PullPlan } from './plan-pull.ts'
import { type DownloadRecord, writeRecord } from './record.ts'
import { statOf } from '#src/size-of.ts'

export interface PullOptions {
  readonly hub: Hub
  readonly signal: AbortSignal
  /** The conditions that the person has accepted, by repository. They are kept, so that nobody is asked twice. */
  readonly accepted: readonly string[]
  readonly progress: PullProgress
}

export interface PullProgress extends ByteCounts {
  /** Called when the next file begins. */
  readonly onFile: (planned: PlannedFile, kind: 'checking' | 'fetching' | 'linking') => void
}

/**
 * Carries out a plan. Every file is checked against its checksum and put into place by a rename, and the record is written after
 * each, so that a later run continues where this one stops.
 *
 * @throws UserError `disk-full`, `not-writable`, `hub-…`
 */
export async function pull(plan: PullPlan, options: PullOptions): Promise<void> {
  await requireSpace(plan)
  try {
    await makeFolder(plan.folder)
    let record = firstRecord(plan, options.accepted)
    await writeRecord(plan.folder, record)
    for (const planned of plan.files) {
      options.signal.throwIfAborted()
      await makeFolder(dirname(planned.path))
      await bring(planned, options)
      record = await withArrived(record, planned)
      await writeRecord(plan.folder, record)
    }
  } catch (error) {
    throw diskFault(error, plan.folder)
  }
}

/** Puts a file into its place if it is not there. */
async function bring(planned: PlannedFile, options: PullOptions): Promise<void> {
  const { repository, file, path, state } = planned
  const { hub, signal, progress } = options
  if (state.kind === 'here') return
  if (state.kind === 'unchecked') {
    progress.onFile(planned, 'checking')
    if (await isRight(planned, path, options)) return
  }
  if (state.kind === 'copy') {
    progress.onFile(planned, 'linking')
    if (await isRight(planned, state.from.path, options)) {
      await linkOrCopy(state.from.path, path, partOf(path, file))
      return
    }
  }
  progress.onFile(planned, 'fetching')
  await fetchFile({ hub, repository, file, path, signal, ...progress })
}

async function isRight({ file }: PlannedFile, path: string, { signal, progress }: PullOptions): Promise<boolean> {
  const checksum = startChecksum(file)
  await addFile(checksum, path, { signal, onBytes: progress.onChecked })
  return checksum.matches()
}

/** Hard-links a file, which takes no space, or copies it if the file system cannot link. */
async function linkOrCopy(from: string, path: string, part: string): Promise<void> {
  await rm(part, { force: true })
  try {
    await link(from, part)
  } catch (error) {
    if (codeOf(error) === 'ENOSPC') throw error
    await copyFile(from, part)
  }
  await rename(part, path)
}

function firstRecord({ repositories, files, record }: PullPlan, accepted: readonly string[]): DownloadRecord {
  return {
    version: 1,
    accepted: [...new Set([...(record?.accepted ?? []), ...accepted])],
    repositories: repositories.map(({ repository: { name, commit }, folder }) => {
      const before = record?.repositories.find((one) => one.folder === folder && one.name === name)
      const own = files.filter((planned) => planned.folder === folder)
      return {
        name,
        commit,
        folder,
        files: Object.fromEntries(
          own.map(({ file: { path, size, checksum } }) => {
            const known = before?.files[path]
            const verified = known?.checksum === checksum.value ? known.verified : undefined
            return [path, { size, checksum: checksum.value, ...(verified !== undefined && { verified }) }]
          }),
        ),
      }
    }),
  }
}

async function withArrived(record: DownloadRecord, { folder, file, path }: PlannedFile): Promise<DownloadRecord> {
  const verified = (await statOf(path))?.mtimeMs
  if (verified === undefined) throw new Error(`${path} vanished`)
  const { size, checksum } = file
  return {
    ...record,
    repositories: record.repositories.map((one) =>
      one.folder === folder
        ? { ...one, files: { ...one.files, [file.path]: { size, checksum: checksum.value, verified } } }
        : one,
    ),
  }
}

/** A failed write as a sentence for people. Any other error is returned as it is. */
function diskFault(error: unknown, folder: string): unknown {
  const code = codeOf(error)
  if (error instanceof UserError || code === undefined) return error
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new UserError('disk-full', words.diskFilled(folder), { code }, { cause: error })
  }
  if (!/^E(ACCES|PERM|ROFS|NOTDIR|ISDIR|EXIST|IO|NOENT)$/.test(code)) return error
  return new UserError('not-writable', words.notWritable(folder, code), { folder, code }, { cause: error })
}

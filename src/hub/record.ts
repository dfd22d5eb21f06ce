import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { replaceFile } from '#src/replace-file.ts'
import { sizeOf } from '#src/size-of.ts'

/** The file in a model's folder that says where its files come from. */
export const recordName = 'download.json'

const fileEntry = z.object({
  size: z.int().min(0),
  checksum: z.string(),
  /** The time of the last change, in milliseconds, when its checksum was verified. Absent before it has arrived. */
  verified: z.number().optional(),
})

const repositoryEntry = z.object({
  name: z.string(),
  commit: z.string(),
  /** The folder within the model's folder; empty for the folder itself. */
  folder: z.string(),
  files: z.record(z.string(), fileEntry),
})

const record = z.object({
  version: z.literal(1),
  /** The conditions that a person has accepted, so that they are not asked again. */
  accepted: z.array(z.string()).default([]),
  repositories: z.array(repositoryEntry),
})

/** Where the files of a model's folder come from, and which of them have arrived. */
export type DownloadRecord = z.infer<typeof record>

/** The record in a folder, or undefined if there is none, or none that can be used. */
export async function readRecord(folder: string): Promise<DownloadRecord | undefined> {
  try {
    return record.parse(JSON.parse(await readFile(join(folder, recordName), 'utf8')))
  } catch {
    // The record only saves work. Without it, files are verified again.
    return undefined
  }
}

export async function writeRecord(folder: string, content: DownloadRecord): Promise<void> {
  await replaceFile(join(folder, recordName), `${JSON.stringify(content, null, 2)}\n`)
}

/** Absolute paths of the incomplete files of a model's folder. Empty without a record. */
export async function incompleteFiles(folder: string): Promise<readonly string[]> {
  const found = await readRecord(folder)
  const lacking: string[] = []
  for (const { folder: part, files } of found?.repositories ?? []) {
    for (const [name, { size }] of Object.entries(files)) {
      const path = join(folder, part, name)
      if ((await sizeOf(path)) !== size) lacking.push(path)
    }
  }
  return lacking
}

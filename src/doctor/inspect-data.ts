import { access, constants } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf } from '#src/errors.ts'
import { gigabytes } from '#src/gigabytes.ts'
import { freeSpace } from '#src/free-space.ts'
import { sizeOf, statOf } from '#src/size-of.ts'
import { doctorMessages as words } from '#src/messages/doctor-messages.ts'
import { dataFiles } from '#src/store/data-files.ts'
import type { Section } from './section.ts'

/** Bytes of free space below which the bot soon cannot store pictures. */
const minSpace = 500e6

/** Checks the data folder: whether it is writable, and how much space is free. Creates and changes nothing. */
export async function inspectData(folder: string): Promise<Section> {
  const problems: string[] = []
  const exists = (await statOf(folder)) !== undefined
  const reason = await reasonNotWritable(folder)
  if (reason !== undefined) problems.push(words.dataFolder(folder, reason))
  const { free } = await freeSpace(folder)
  if (free < minSpace) problems.push(words.littleSpace(folder, gigabytes(free)))
  const database = await sizeOf(dataFiles(folder).database)
  const state = exists ? `database ${gigabytes(database)}` : 'it is created at the first start'
  return {
    name: 'data',
    title: 'Data',
    problems,
    lines: [`${folder}: ${state}, ${gigabytes(free)} free on its disk`],
    facts: { folder, exists, writable: reason === undefined, database, free },
  }
}

/** Checks the folder, or the nearest one above it that exists. */
async function reasonNotWritable(folder: string): Promise<string | undefined> {
  try {
    await access(folder, constants.W_OK | constants.X_OK)
    return undefined
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && dirname(folder) !== folder) return reasonNotWritable(dirname(folder))
    return codeOf(error) ?? 'unknown reason'
  }
}

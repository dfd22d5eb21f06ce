import { randomInt } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '#src/errors.ts'

/**
 * A number below 2^31 that stands for a data folder, kept in it. Processes that are to share a folder, perhaps from several
 * machines, compare it.
 */
export async function readFolderNumber(dataDir: string): Promise<number> {
  const file = join(dataDir, 'folder-number')
  try {
    // Another process may make it at this moment. The first one wins.
    await writeFile(file, `${randomInt(1, 2 ** 31)}\n`, { flag: 'wx' })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
  for (let tries = 1; ; tries += 1) {
    const text = (await readFile(file, 'utf8')).trim()
    if (/^\d+$/.test(text)) return Number(text)
    if (tries === 20) throw new Error(`The file ${file} is damaged; remove it while no bot runs`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

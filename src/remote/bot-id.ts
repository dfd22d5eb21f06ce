import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf } from '#src/errors.ts'

/** The id under which Redis knows a bot. It is kept in the data folder, so that a new process finds what the last one left. */
export async function readBotId(dataDir: string): Promise<string> {
  const file = join(dataDir, 'bot-id')
  const known = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return ''
    throw error
  })
  if (/^[0-9a-f]{16}$/.test(known.trim())) return known.trim()
  const id = randomBytes(8).toString('hex')
  try {
    // Several processes of a bot may start at once, and must agree.
    await writeFile(file, `${id}\n`, { flag: known === '' ? 'wx' : 'w' })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    await sleep(100)
    return readBotId(dataDir)
  }
  return id
}

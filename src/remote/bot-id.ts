import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
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
  await writeFile(file, `${id}\n`)
  return id
}

import { readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { codeOf } from '#src/errors.ts'
import { makeFolder } from '#src/make-folder.ts'
import { statOf } from '#src/size-of.ts'
import { createKeyedMutex } from './keyed-mutex.ts'
import type { TokenStore } from './store.ts'

const token = z.object({ token: z.string().min(1), since: z.number() })

/** The lifetime of a token in milliseconds. Discord refuses it afterwards. */
const lifetime = 15 * 60 * 1000

/** Removes a half-written file. Another process of the bot may be about to finish one that is still fresh. */
async function removeHalf(path: string, now: number, freshFor: number): Promise<void> {
  const written = await statOf(path)
  const isFresh = freshFor > 0 && written !== undefined && now - written.mtimeMs < freshFor
  if (!isFresh) await rm(path, { force: true })
}

/** A power cut can leave an empty file, which counts as no token. */
function readToken(text: string): z.infer<typeof token> | undefined {
  try {
    return token.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

export interface TokenFiles extends TokenStore {
  /**
   * Removes expired tokens, half-written ones, and those for which `wanted` returns false. A token is written just
   * before its job, so it is kept for `freshFor` milliseconds (default: a minute) in any case.
   */
  sweep(wanted: (jobId: string) => Promise<boolean>, freshFor?: number): Promise<void>
}

export interface TokenStoreOptions {
  readonly folder: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/**
 * Stores each token as a small file, because a file can be deleted for good. A database keeps deleted rows in its log.
 */
export async function createTokenStore({ folder, now }: TokenStoreOptions): Promise<TokenFiles> {
  await makeFolder(folder, 0o700)
  const lock = createKeyedMutex()
  const pathOf = (jobId: string): string => join(folder, `${jobId}.json`)
  const halfOf = (jobId: string): string => join(folder, `${jobId}.half-written`)

  async function get(jobId: string) {
    let text
    try {
      text = await readFile(pathOf(jobId), 'utf8')
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null
      throw error
    }
    const found = readToken(text)
    return found !== undefined && now() - found.since < lifetime ? found : null
  }

  async function sweepOne(jobId: string, wanted: (jobId: string) => Promise<boolean>, freshFor: number): Promise<void> {
    await removeHalf(halfOf(jobId), now(), freshFor)
    const found = await get(jobId)
    const fresh = found !== null && now() - found.since < freshFor
    if (found === null || (!fresh && !(await wanted(jobId)))) await rm(pathOf(jobId), { force: true })
  }

  return {
    put: (jobId, secret) =>
      lock(jobId, async () => {
        const text = JSON.stringify({ token: secret, since: now() })
        // Renaming makes the write atomic, in case the process is killed. The file is not synced: a token lives for
        // minutes, so losing it to a power cut is harmless, while waiting for the disk would delay everyone who sends a
        // request.
        const half = halfOf(jobId)
        await writeFile(half, text, { mode: 0o600 })
        await rename(half, pathOf(jobId))
      }),
    get,
    remove: (jobId) => lock(jobId, () => rm(pathOf(jobId), { force: true })),
    async sweep(wanted, freshFor = 60_000) {
      const jobIds = new Set((await readdir(folder)).map((name) => name.slice(0, name.indexOf('.'))))
      for (const jobId of jobIds) await lock(jobId, () => sweepOne(jobId, wanted, freshFor))
    },
  }
}

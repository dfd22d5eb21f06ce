import { readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { codeOf } from '#src/errors.ts'
import { makeFolder } from '#src/make-folder.ts'
import { createKeyedMutex } from './keyed-mutex.ts'
import type { TokenStore } from './store.ts'

const token = z.object({ token: z.string().min(1), since: z.number() })

/** Discord refuses a token after this time. */
const lifetime = 15 * 60 * 1000

export interface TokenFiles extends TokenStore {
  /**
   * Removes tokens that are too old to be of use, half-written ones, and those for which `wanted` says no. A token is
   * written just before its job: it stays for `freshFor` milliseconds (default: a minute) in any case.
   */
  sweep(wanted: (jobId: string) => Promise<boolean>, freshFor?: number): Promise<void>
}

export interface TokenStoreOptions {
  readonly folder: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Tokens as one small file each, which can really be removed: a database keeps deleted rows in its log. */
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
    const found = token.parse(JSON.parse(text))
    return now() - found.since < lifetime ? found : null
  }

  async function sweepOne(jobId: string, wanted: (jobId: string) => Promise<boolean>, freshFor: number): Promise<void> {
    await rm(halfOf(jobId), { force: true })
    const found = await get(jobId)
    const fresh = found !== null && now() - found.since < freshFor
    if (found === null || (!fresh && !(await wanted(jobId)))) await rm(pathOf(jobId), { force: true })
  }

  return {
    put: (jobId, secret) =>
      lock(jobId, async () => {
        const text = JSON.stringify({ token: secret, since: now() })
        // Whole or not at all, as a kill needs it. Not synced: after a power cut a token of a few minutes is no loss, and
        // waiting for the disk would hold up everyone who asks at that moment.
        const half = halfOf(jobId)
        await writeFile(half, text, { mode: 0o600 })
        await rename(half, pathOf(jobId))
      }),
    get,
    remove: (jobId) => lock(jobId, () => rm(pathOf(jobId), { force: true })),
    async sweep(wanted, freshFor = 60_000) {
      const jobIds = new Set((await readdir(folder)).map((name) => name.slice(0, name.indexOf('.'))))
      // Under the lock no token is being written: a half-written file was left by an earlier process.
      for (const jobId of jobIds) await lock(jobId, () => sweepOne(jobId, wanted, freshFor))
    },
  }
}

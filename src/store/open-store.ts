import { randomInt } from 'node:crypto'
import { ownShards, rangeText, type ShardRange } from '#src/shard-range.ts'
import { createChallengeStore } from './challenges/create-challenge-store.ts'
import { dataFiles } from './data-files.ts'
import { migrate, openDatabase } from './database.ts'
import { createDraftStore } from './drafts.ts'
import { createChargeStore, sweepCharges } from './charges.ts'
import { createLogEntryStore } from './log-entries.ts'
import { createGalleryStore } from './gallery/create-gallery-store.ts'
import { indexEarlierJobs } from './gallery/index-job.ts'
import { createGuessStore } from './guess/create-guess-store.ts'
import { readFolderNumber } from './folder-number.ts'
import { lockFolder } from './lock-folder.ts'
import { createJobStore } from './jobs.ts'
import { createMessageStore } from './messages.ts'
import { createPersonalDataStore } from './personal-data.ts'
import { type OpenedDatabase, openPostgres } from './postgres.ts'
import { createPictureStore } from './pictures.ts'
import { createMessageRemovalStore } from './message-removals.ts'
import { prepareFolder } from './prepare-folder.ts'
import { removeOldJobs } from './remove-old-jobs.ts'
import { createResultStore } from './results.ts'
import { rememberSettings } from './remember-settings.ts'
import { createSettingStore } from './settings.ts'
import type { Store } from './store.ts'
import { finishErasing } from './erase-jobs.ts'
import { failUnreadableJobs } from './fail-unreadable-jobs.ts'
import { createTokenStore } from './tokens.ts'
import { createUsageStore } from './usage.ts'

export interface StoreOptions {
  /** The data folder. It is created if it is missing. */
  readonly dataDir: string
  /** The PostgreSQL database that holds the rows. Pictures and tokens stay in the data folder. Default: a file there. */
  readonly databaseUrl?: string | undefined
  /** The shards of this process, if it is one of several of a bot. They share the folder and the database. Default: there are no others. */
  readonly shards?: ShardRange | undefined
  /** Hears of a connection to the database that broke. The next query opens a new one. */
  readonly onBroken?: (error: Error) => void
  /** Milliseconds since 1970. Default: the wall clock. */
  readonly now?: () => number
  /** Milliseconds since any fixed moment, which never go back. Default: `performance.now`. */
  readonly monotonic?: () => number
  /** Days after which an ended job is removed with its pictures; null, the default, keeps everything. */
  readonly keepDays?: number | null
  /** The most bytes that all picture files may take together; null, the default, sets no limit. */
  readonly maxBytes?: number | null
  /** After this many seconds, used engine time counts half in the queue's order. Default: half an hour. */
  readonly usageHalfLifeSeconds?: number
  /** Default: twelve random characters. */
  readonly newId?: () => string
}

/** Milliseconds for which a picture may be without a row. A picture is stored before the row that refers to it. */
const grace = 60 * 60 * 1000

/**
 * Opens the store in a folder. Only one process can have it open, or several with shards of their own. What is to be
 * continued or due (unfinished jobs, challenges, rounds, posts) is then listed only for the shards of this process.
 *
 * @throws UserError `data-in-use`, `data-not-writable`, `database-in-use`, `database-unreachable`, `shards-in-use`,
 *   `shards-differ`, `folders-differ`
 */
export async function openStore({
  dataDir,
  databaseUrl,
  shards,
  onBroken = () => undefined,
  now = Date.now,
  monotonic = () => performance.now(),
  keepDays = null,
  maxBytes = null,
  usageHalfLifeSeconds = 30 * 60,
  newId = randomId,
}: StoreOptions): Promise<Store> {
  await prepareFolder(dataDir)
  const files = dataFiles(dataDir)
  const unlock = lockFolder(dataDir, files.lock, { isShared: shards !== undefined })
  const own = ownShards(shards)
  const sharing = shards && { range: shards, folder: await readFolderNumber(dataDir) }
  const opening = openRows(files.database, databaseUrl, { onBroken, sharing })
  const { database, lost, close } = await opening.catch((error: unknown) => {
    unlock()
    throw error
  })
  const tokens = await createTokenStore({ folder: files.tokens, now })
  const process = shards && rangeText(shards).replace('/', 'of')
  const pictures = await createPictureStore(database, { folder: files.pictures, now, process })
  const jobs = createJobStore(database, { tokens, pictures, now, newId, own })
  const owed = async (jobId: string): Promise<boolean> => {
    const job = await jobs.get(jobId)
    return job !== null && job.deliveredAt === null
  }
  const drafts = createDraftStore(database, { now })
  const settings = rememberSettings(createSettingStore(database), monotonic)
  await failUnreadableJobs(database, now())
  await sweepCharges(database, now())
  await finishErasing(database, { tokens, pictures, own })
  await indexEarlierJobs(database)
  // If no other process writes here, no token can be waiting for its job to be written.
  await tokens.sweep(owed, shards === undefined ? 0 : undefined)
  const openedAt = monotonic()

  return {
    lost,
    jobs,
    pictures,
    tokens,
    results: createResultStore(database),
    messages: createMessageStore(database),
    drafts,
    settings,
    charges: createChargeStore(database, { now }),
    logEntries: createLogEntryStore(database, own),
    personalData: createPersonalDataStore(database, { tokens, pictures, settings }),
    removals: createMessageRemovalStore(database),
    challenges: createChallengeStore(database, { now, newId, own, newSeed: () => randomInt(2 ** 31) }),
    gallery: createGalleryStore(database, { now, own }),
    guess: createGuessStore(database, { now, newId, own }),
    usage: createUsageStore(database, { now, halfLifeSeconds: usageHalfLifeSeconds }),

    async sweep(guilds = new Map()) {
      await tokens.sweep(owed)
      await drafts.sweep()
      await sweepCharges(database, now())
      const time = { now: now(), openFor: monotonic() - openedAt }
      const removed = await removeOldJobs(database, { keepDays, guilds }, time)
      const swept = await pictures.sweep(now() - grace)
      const dropped = maxBytes === null ? 0 : await pictures.shrink(maxBytes, now() - grace)
      return { jobs: removed, ...swept, dropped }
    },

    async close() {
      await close()
      unlock()
    },
  }
}

function randomId(): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'
  return Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join('')
}

async function openRows(
  file: string,
  url: string | undefined,
  options: Parameters<typeof openPostgres>[1],
): Promise<OpenedDatabase> {
  if (url === undefined) {
    const database = await openDatabase(file)
    return { database, lost: new Promise(() => undefined), close: () => database.destroy() }
  }
  const opened = await openPostgres(url, options)
  await migrate(opened.database, 'of DATABASE_URL').catch(async (error: unknown) => {
    await opened.close()
    throw error
  })
  return opened
}

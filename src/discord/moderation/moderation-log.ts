import type { Logger } from 'pino'
import type { Clock } from '@duckrabbit/clock'
import { messagesIn } from '#src/messages/languages.ts'
import { messageLink } from '#src/messages/job-messages.ts'
import type { Messages } from '#src/messages/messages.ts'
import type { Settings } from '#src/settings/settings.ts'
import type { Job } from '#src/store/job.ts'
import type { LogEntry } from '#src/store/personal-stores.ts'
import type { Store } from '#src/store/store.ts'
import { container } from '../components/container.ts'
import type { Payload } from '../components/payload.ts'
import { quote, text } from '../components/text.ts'
import { readOrigin } from '../jobs/reply-origin.ts'
import { type Messenger, refusalOf } from '../transport/messenger.ts'

/** Milliseconds for which an entry waits until there is a message that it can link. */
const deliveryTime = 60_000
/** Milliseconds after which a log channel that could not be reached is tried again. */
const retryAfter = 60_000

/** Reports to the moderators of a guild, in the log channel that they have set. */
export interface ModerationLog {
  /**
   * Stores an entry and posts it, if the guild has a log channel. Entries survive a restart. It never rejects, so that
   * a failing log does not disturb what it reports.
   */
  add(entry: Omit<LogEntry, 'id' | 'guildId'> & { readonly guildId: string | null }): Promise<void>
  /** Posts the entries that an earlier process has left. */
  start(): void
  /** A job has ended and its answer has arrived, or nothing reaches its person. */
  jobEnded(): void
  /** Resolves when nothing is being posted. */
  stop(): Promise<void>
}

export interface ModerationLogParts {
  readonly store: Pick<Store, 'jobs' | 'messages' | 'logEntries'>
  readonly settings: Pick<Settings, 'at'>
  readonly messenger: Pick<Messenger, 'post'>
  readonly clock: Pick<Clock, 'after' | 'now'>
  readonly log: Logger
}

export function createModerationLog(parts: ModerationLogParts): ModerationLog {
  const { store, clock, log } = parts
  let posting: Promise<void> = Promise.resolve()
  let stopped = false

  function flush(): void {
    posting = posting
      .then(() => (stopped ? undefined : postAll()))
      .catch((error: unknown) => log.error({ err: error }, 'the moderation log could not be written'))
  }

  async function postAll(): Promise<void> {
    for (const entry of await store.logEntries.pending()) {
      const outcome = await post(parts, entry).catch((error: unknown) => {
        log.error({ entry: entry.id, err: error }, 'an entry of the moderation log could not be written')
        return 'waits'
      })
      if (outcome === 'over') await store.logEntries.remove(entry.id)
      if (outcome === 'delivering') clock.after(deliveryTime, flush)
      if (outcome === 'later') {
        clock.after(retryAfter, flush)
        return
      }
    }
  }

  return {
    async add({ guildId, ...entry }) {
      try {
        if (guildId === null || (await channelOf(parts, guildId)) === undefined) return
        await store.logEntries.add({ ...entry, guildId })
        flush()
      } catch (error) {
        log.error({ ...entry, text: undefined, guildId, err: error }, 'moderators could not be told')
      }
    },
    start: flush,
    jobEnded: flush,
    async stop() {
      await posting
      stopped = true
    },
  }
}

async function channelOf({ settings }: Pick<ModerationLogParts, 'settings'>, guildId: string) {
  return (await settings.at({ guildId, channelId: null, personId: null })).value('logChannel')
}

/**
 * `over`: the entry is done. `waits`: its job has not ended. `delivering`: its answer is being sent. `later`: Discord
 * could not be reached.
 */
async function post(parts: ModerationLogParts, entry: LogEntry): Promise<'over' | 'waits' | 'delivering' | 'later'> {
  const { store, settings, messenger, clock, log } = parts
  const job = entry.jobId === null ? null : await store.jobs.get(entry.jobId)
  if (entry.kind === 'asked' && job !== null && job.endedAt === null) return 'waits'
  const isDelivering = entry.kind === 'asked' && job !== null && job.deliveredAt === null
  if (isDelivering && clock.now() - (job.endedAt ?? 0) < deliveryTime) return 'delivering'
  const here = await settings.at({ guildId: entry.guildId, channelId: null, personId: null })
  const channel = here.value('logChannel')
  if (channel === undefined) return 'over'
  const card = await entryCard(parts, entry, job, messagesIn(here.value('language')))
  try {
    await messenger.post(channel, card, { nonce: `log-${entry.id}` })
    return 'over'
  } catch (error) {
    if (refusalOf(error) === undefined) return 'later'
    log.warn({ channel, err: error }, 'an entry could not be posted in the log channel')
    return 'over'
  }
}

async function entryCard(
  { store }: Pick<ModerationLogParts, 'store'>,
  entry: LogEntry,
  job: Job | null,
  { moderationLog: words }: Messages,
): Promise<Payload> {
  const facts = {
    person: `<@${entry.personId}>`,
    channel: entry.channelId === null ? words.nowhere : `<#${entry.channelId}>`,
    text: quote(entry.text, 1000),
  }
  const line = {
    asked: async () => words.asked({ ...facts, end: await endOf(store, job, words) }),
    refused: async () => words.refused({ ...facts, why: quote(entry.why ?? '', 150) }),
    deleted: async () => words.deleted({ ...facts, owner: job === null ? facts.person : `<@${job.personId}>` }),
  }[entry.kind]
  return { components: [container('waiting', [text(await line())])], files: [] }
}

async function endOf(
  store: Pick<Store, 'messages'>,
  job: Job | null,
  words: Messages['moderationLog'],
): Promise<string> {
  if (job === null) return words.gone
  if (job.state === 'failed' || job.state === 'cancelled') return words[job.state]
  const origin = readOrigin(job)
  if (origin === undefined || origin.ephemeral) return words.donePrivately
  const [shown] = await store.messages.ofJob(job.id)
  const placed = shown ?? { channelId: origin.channelId ?? '', messageId: origin.messageId ?? '' }
  return words.done(messageLink({ guildId: origin.guildId, ...placed }))
}

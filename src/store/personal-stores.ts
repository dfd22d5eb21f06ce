/** A person's quota in a guild, and what a job takes of it. */
export interface Allowance {
  readonly guildId: string
  /** Whose quota it is. Default: the job's person. */
  readonly personId?: string
  /** How many pictures the job draws. */
  readonly pictures: number
  /** Pictures between two midnights, UTC. Default: no limit. */
  readonly perDay?: number
  /** Seconds between two jobs. Default: 0. */
  readonly cooldownSeconds?: number
}

/** What people have drawn of their quotas. Jobs reserve when they are accepted and are charged when they are done. */
export interface ChargeStore {
  usage(
    personId: string,
    guildId: string,
  ): Promise<{
    /** Pictures of today, with those that are waiting or being drawn. */
    readonly used: number
    readonly reserved: number
    /** When the last job was accepted that did not fail, or null if there is none. In milliseconds since 1970. */
    readonly lastAt: number | null
    /** The next midnight, UTC. In milliseconds since 1970. */
    readonly resetsAt: number
  }>
}

/** Something that moderators want to know. */
export interface LogEntry {
  readonly id: number
  readonly guildId: string
  /** Who asked, or who deleted. */
  readonly personId: string
  readonly kind: 'asked' | 'refused' | 'deleted'
  readonly jobId: string | null
  readonly channelId: string | null
  /** What was asked for. */
  readonly text: string
  /** Why it was refused; null for other entries. */
  readonly why: string | null
}

/** Entries that still have to be posted in a guild's log channel. */
export interface LogEntryStore {
  add(entry: Omit<LogEntry, 'id'>): Promise<void>
  /** Oldest first. */
  pending(): Promise<readonly LogEntry[]>
  remove(id: number): Promise<void>
}

/** Everything that is kept about a person, whichever table holds it. */
export interface PersonalDataStore {
  /** How many rows of each kind there are. */
  count(personId: string): Promise<ReadonlyMap<PersonalKind, number>>
  /**
   * Deletes all of it for good, with the picture files that nobody else's job refers to. A job that runs stays until it
   * ends, which the caller has to bring about: `running` names them. Messages of the bot that show the person's jobs are
   * put into `removals`.
   */
  erase(personId: string): Promise<{ readonly running: readonly string[]; readonly pictures: number }>
}

/** What a table holds about a person, as `/privacy` names it. */
export type PersonalKind =
  | 'jobs'
  | 'drafts'
  | 'usage'
  | 'settings'
  | 'log'
  | 'challenges'
  | 'entries'
  | 'votes'
  | 'stars'
  | 'guesses'
  | 'rounds'

/** Messages of the bot that are still to be deleted from Discord. */
export interface MessageRemovalStore {
  pending(): Promise<readonly { readonly messageId: string; readonly channelId: string }[]>
  done(messageId: string): Promise<void>
}

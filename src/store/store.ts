import type { ChallengeStore } from './challenges/challenge-store.ts'
import type { Job, JobFailure, JobOrigin, JobState } from './job.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { Recipe } from '#src/requests/recipe.ts'

/**
 * All that outlives the process, in `DATA_DIR`: rows in SQLite, pictures as files. Only this folder knows the driver.
 *
 * Every method is safe against a kill at any moment: what a resolved promise said is there after a restart.
 */
export interface Store {
  readonly jobs: JobStore
  readonly results: ResultStore
  readonly pictures: PictureStore
  readonly tokens: TokenStore
  readonly messages: MessageStore
  readonly drafts: DraftStore
  readonly settings: SettingStore
  readonly usage: UsageStore
  readonly personalData: PersonalDataStore
  readonly removals: MessageRemovalStore
  readonly challenges: ChallengeStore
  /** Removes what the retention setting no longer keeps, and files that are too many for `maxBytes`. Call it every hour or so. */
  sweep(): Promise<Swept>
  /** It is safe to call this twice. */
  close(): Promise<void>
}

export interface AcceptedJob {
  readonly personId: string
  readonly request: DrawRequest
  readonly origin: JobOrigin
  readonly parentId?: string
  /** Kept in the token store, for as long as it is of use. */
  readonly token?: string
  /** sha256 of the pictures that the request refers to; they must be in the picture store. */
  readonly pictures: readonly string[]
}

export interface JobStore {
  /** Writes a new waiting job, unless the person already has `limit` jobs waiting: then null. */
  accept(job: AcceptedJob, limit: number): Promise<Job | null>
  get(id: string): Promise<Job | null>
  /** In order of acceptance. */
  inState(...states: readonly JobState[]): Promise<readonly Job[]>
  /** Ended, but not yet told to the person; oldest first. */
  undelivered(): Promise<readonly Job[]>
  /** A person's latest jobs, newest first. */
  ofPerson(personId: string, limit: number, before?: string): Promise<readonly Job[]>
  /** waiting → running. Null when it was not waiting any more. */
  begin(id: string): Promise<Job | null>
  /** running → waiting, in its old place. `interrupted`: the process ended under it, or `began` and was parked. */
  park(id: string, options: { readonly interrupted: boolean }): Promise<boolean>
  /** Deaths of the engine charged to it so far. */
  charge(id: string, deaths: number): Promise<void>
  /** To an end, from waiting or running. Null when it had already ended. */
  end(
    id: string,
    end:
      | { readonly state: 'done' | 'cancelled'; readonly seconds: number }
      | { readonly state: 'failed'; readonly seconds: number; readonly failure: JobFailure },
  ): Promise<Job | null>
  /**
   * Records that the person has the result, and removes the job's token. False when that was known already, or when the
   * job's end is not written yet: then the delivery is remembered and written together with the end.
   */
  delivered(id: string): Promise<boolean>
  /** Replaces what the bot keeps with the job (say, the id of the message that it answers in). */
  setOrigin(id: string, origin: JobOrigin): Promise<void>
  /** Removes the row with its results and messages; a running job cannot be removed (false). */
  remove(id: string): Promise<boolean>
}

/** One file that a job made. */
export interface Result {
  readonly jobId: string
  /** Which picture of the job, from 0. */
  readonly picture: number
  /** `picture` is the finished one, `strip` its steps, `reading-0` … its readings, `sheet` all pictures together. */
  readonly role: string
  readonly sha256: string
  readonly format: 'png' | 'webp' | 'gif' | 'jpeg'
  readonly width: number
  readonly height: number
  readonly bytes: number
  readonly seed: number
  readonly recipe: Recipe
}

export interface ResultStore {
  /** Writes or replaces the (job, picture, role); the file must be in the picture store. */
  put(result: Omit<Result, 'bytes' | 'format' | 'width' | 'height'>): Promise<void>
  /**
   * By picture, then role. Strips, readings and the like whose files were dropped are not listed; a dropped picture is, and
   * `pictures.get` gives null for it.
   */
  ofJob(jobId: string): Promise<readonly Result[]>
  /** What job made this very file, latest first: "Show recipe" on a picture. */
  ofPicture(sha256: string): Promise<readonly Result[]>
}

export interface StoredPicture {
  readonly sha256: string
  /** Handed-in pictures may be of any of these; what is drawn is png, webp, gif or jpeg. */
  readonly format: 'png' | 'webp' | 'gif' | 'jpeg' | 'avif' | 'tiff'
  /** In pixels; null for a picture that was handed in and never measured. */
  readonly width: number | null
  readonly height: number | null
  readonly bytes: number
}

/** Picture files by their content: the same bytes are kept once. A dropped one is kept again when it is put again. */
export interface PictureStore {
  /** Durable when it resolves. */
  put(bytes: Uint8Array, about: Pick<StoredPicture, 'format' | 'width' | 'height'>): Promise<StoredPicture>
  /** The bytes, checked against the sum; null when it is not kept (any more). */
  get(sha256: string): Promise<Uint8Array | null>
  about(sha256: string): Promise<StoredPicture | null>
}

/** A secret that answers a job, and when it was given (milliseconds since 1970). */
export interface Token {
  readonly token: string
  readonly since: number
}

/**
 * Interaction tokens at rest: one file a job, mode 0600, apart from the rows. Removed on delivery, and by `sweep`
 * when Discord honours them no longer (15 minutes).
 */
export interface TokenStore {
  put(jobId: string, token: string): Promise<void>
  /** Null when there is none or it is too old to be of use. */
  get(jobId: string): Promise<Token | null>
  remove(jobId: string): Promise<void>
}

/** A message of the bot that has buttons: which job it shows, and in what state. */
export interface ShownMessage {
  readonly messageId: string
  readonly channelId: string
  readonly jobId: string
  /** The bot's own: what the message is, which view it shows. */
  readonly state: JobOrigin
}

export interface MessageStore {
  /** Writes or replaces. */
  put(message: ShownMessage): Promise<void>
  get(messageId: string): Promise<ShownMessage | null>
  ofJob(jobId: string): Promise<readonly ShownMessage[]>
  remove(messageId: string): Promise<void>
}

/** Something that a person has begun to ask for: a form is open over it, or a mask is being chosen. */
export interface KeptDraft {
  readonly personId: string
  /** The bot's own, as plain JSON. */
  readonly content: JobOrigin
  /** sha256 of the pictures that it needs: they are kept for as long as it is. */
  readonly pictures: readonly string[]
}

/** Drafts, each for a day after it was last put, and a person's latest few only. */
export interface DraftStore {
  /** Writes or replaces. */
  put(id: string, draft: KeptDraft): Promise<void>
  /** Null when there is none, or it has been left lying for too long. */
  get(id: string): Promise<KeptDraft | null>
  remove(id: string): Promise<void>
}

/** Whom a setting is set for. */
export type SettingScope = 'guild' | 'channel' | 'person'

/** Settings by scope and name, as JSON. `src/settings` knows their types. */
export interface SettingStore {
  get(scope: SettingScope, id: string): Promise<Readonly<Record<string, unknown>>>
  set(scope: SettingScope, id: string, name: string, value: unknown): Promise<void>
  remove(scope: SettingScope, id: string, name: string): Promise<void>
  /** The values of one setting, by the id that it is set for. */
  everywhere(scope: SettingScope, name: string): Promise<ReadonlyMap<string, unknown>>
}

/** How much engine time people used lately. */
export interface UsageStore {
  /** Seconds, each worth half after every half-life, of everyone who used any; as of now. */
  recent(): Promise<ReadonlyMap<string, number>>
  add(personId: string, seconds: number): Promise<void>
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
export type PersonalKind = 'jobs' | 'drafts' | 'usage' | 'settings' | 'challenges' | 'entries' | 'votes'

/** Messages of the bot that are still to be deleted from Discord. */
export interface MessageRemovalStore {
  pending(): Promise<readonly Pick<ShownMessage, 'messageId' | 'channelId'>[]>
  done(messageId: string): Promise<void>
}

/** What a sweep removed. */
export interface Swept {
  readonly jobs: number
  readonly pictures: number
  readonly bytes: number
  /** Files that were dropped to stay within `maxBytes`. */
  readonly dropped: number
}

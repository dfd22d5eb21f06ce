import type { UserError } from '#src/errors.ts'
import type { ChallengeStore } from './challenges/challenge-store.ts'
import type { GalleryStore } from './gallery/gallery-store.ts'
import type { GuessStore } from './guess/guess-store.ts'
import type { Job, JobFailure, JobOrigin, JobState } from './job.ts'
import type {
  Allowance,
  ChargeStore,
  LogEntryStore,
  MessageRemovalStore,
  PersonalDataStore,
} from './personal-stores.ts'
import type { DrawRequest } from '#src/requests/draw-request.ts'
import type { Recipe } from '#src/requests/recipe.ts'

/**
 * Everything that outlives the process, in `DATA_DIR`: rows in SQLite, pictures as files. Only this folder knows the
 * driver.
 *
 * Every method is safe against a kill at any moment. Once its promise has resolved, the change is there after a
 * restart.
 */
export interface Store {
  /** Resolves with the reason when another process has taken the database. Nothing can be read or written from then on. */
  readonly lost: Promise<UserError>
  readonly jobs: JobStore
  readonly results: ResultStore
  readonly pictures: PictureStore
  readonly tokens: TokenStore
  readonly messages: MessageStore
  readonly drafts: DraftStore
  readonly settings: SettingStore
  readonly usage: UsageStore
  readonly charges: ChargeStore
  readonly logEntries: LogEntryStore
  readonly personalData: PersonalDataStore
  readonly removals: MessageRemovalStore
  readonly challenges: ChallengeStore
  readonly gallery: GalleryStore
  readonly guess: GuessStore
  /** Removes what the retention setting no longer keeps, and files that are too many for `maxBytes`. Call it every hour or so. `guilds`: days by the id of a guild that keeps its jobs for a shorter time. */
  sweep(guilds?: ReadonlyMap<string, number>): Promise<Swept>
  /** It is safe to call this twice. */
  close(): Promise<void>
}

export interface AcceptedJob {
  readonly personId: string
  readonly request: DrawRequest
  readonly origin: JobOrigin
  readonly parentId?: string
  /** Kept in the token store while Discord accepts it. */
  readonly token?: string
  /** The sha256 of each picture that the request refers to. They must be in the picture store. */
  readonly pictures: readonly string[]
  /** What the person may still draw in a guild. Absent outside of guilds. */
  readonly allowance?: Allowance
}

export interface JobStore {
  /**
   * Writes a new waiting job, unless the person already has `limit` jobs waiting: then null. It reserves its pictures.
   *
   * @throws UserError `quota-used`, `cooldown`
   */
  accept(job: AcceptedJob, limit: number): Promise<Job | null>
  get(id: string): Promise<Job | null>
  /** The waiting jobs in order of acceptance. */
  inState(...states: readonly JobState[]): Promise<readonly Job[]>
  /** The jobs that have ended and were not delivered, oldest first. */
  undelivered(): Promise<readonly Job[]>
  /** A person's latest jobs, newest first. */
  ofPerson(personId: string, limit: number, before?: string): Promise<readonly Job[]>
  /** waiting → running. Returns null if it no longer waited. */
  begin(id: string): Promise<Job | null>
  /**
   * running → waiting, at its old position. `interrupted`: the process ended while the job ran, or the job had begun
   * and was requeued.
   */
  requeue(id: string, options: { readonly interrupted: boolean }): Promise<boolean>
  /** Writes how many engine deaths the job has caused. */
  recordDeaths(id: string, deaths: number): Promise<void>
  /** Ends a waiting or running job. Returns null if it had already ended. */
  end(
    id: string,
    end:
      /** `withheld`: pictures that nobody gets to see, so that they do not count. */
      | { readonly state: 'done'; readonly seconds: number; readonly withheld?: number }
      | { readonly state: 'cancelled'; readonly seconds: number }
      | { readonly state: 'failed'; readonly seconds: number; readonly failure: JobFailure },
  ): Promise<Job | null>
  /**
   * Records that the person has the result, and removes the job's token. Returns false if that was already recorded, or
   * if the job's end is not written yet. In that case the delivery is written together with the end.
   */
  delivered(id: string): Promise<boolean>
  /** Replaces what the bot keeps with the job, such as the id of the message that it answers in. */
  setOrigin(id: string, origin: JobOrigin): Promise<void>
  /** Has the job erased with everything that it made when it ends, also if another process sees its end. */
  eraseAtEnd(id: string): Promise<void>
  /** Removes the job with its results and messages. Returns false if it runs, since it cannot be removed then. */
  remove(id: string): Promise<boolean>
}

/** One file that a job made. */
export interface Result {
  readonly jobId: string
  /** Which picture of the job, from 0. */
  readonly picture: number
  /**
   * `picture` is the finished picture, `strip` shows its steps, `reading-0` and so on are its readings, and `sheet`
   * shows all pictures.
   */
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
  /**
   * Writes the result, or replaces the one with the same job, picture and role. The file must be in the picture store. False
   * if the job has been deleted.
   */
  put(result: Omit<Result, 'bytes' | 'format' | 'width' | 'height'>): Promise<boolean>
  /**
   * Results by picture, then by role. Strips, readings and other secondary files are left out once dropped. A dropped
   * picture is listed, and `pictures.get` returns null for it.
   */
  ofJob(jobId: string): Promise<readonly Result[]>
  /** The jobs that made this file, latest first, for "Show recipe". */
  ofPicture(sha256: string): Promise<readonly Result[]>
}

export interface StoredPicture {
  readonly sha256: string
  /** Attached pictures may have any of these formats. Drawn ones are png, webp, gif or jpeg. */
  readonly format: 'png' | 'webp' | 'gif' | 'jpeg' | 'avif' | 'tiff'
  /** In pixels. Null for an attached picture that was never measured. */
  readonly width: number | null
  readonly height: number | null
  readonly bytes: number
}

/** Picture files by content, so the same bytes are stored once. Putting a dropped picture stores it again. */
export interface PictureStore {
  /** Stores a picture. When the promise resolves, it is safely on the disk. */
  put(bytes: Uint8Array, about: Pick<StoredPicture, 'format' | 'width' | 'height'>): Promise<StoredPicture>
  /** The bytes, checked against the sum. Null if the picture is not stored. */
  get(sha256: string): Promise<Uint8Array | null>
  about(sha256: string): Promise<StoredPicture | null>
}

/** The secret needed to answer a job, and when it was issued (milliseconds since 1970). */
export interface Token {
  readonly token: string
  readonly since: number
}

/**
 * Stored interaction tokens: one file for each job, mode 0600, apart from the rows. A token is removed on delivery, or
 * by `sweep` when it has expired (after 15 minutes).
 */
export interface TokenStore {
  put(jobId: string, token: string): Promise<void>
  /** Null if there is none or it has expired. */
  get(jobId: string): Promise<Token | null>
  remove(jobId: string): Promise<void>
}

/** A message of the bot with buttons: which job it shows, and in what state. */
export interface ShownMessage {
  readonly messageId: string
  readonly channelId: string
  readonly jobId: string
  /** State that only the bot interprets: the kind of message and the view that it shows. */
  readonly state: JobOrigin
}

export interface MessageStore {
  /** Writes it, or replaces the one with the same id. */
  put(message: ShownMessage): Promise<void>
  get(messageId: string): Promise<ShownMessage | null>
  ofJob(jobId: string): Promise<readonly ShownMessage[]>
  remove(messageId: string): Promise<void>
}

/** A request that a person has begun: a form is open, or a mask is being chosen. */
export interface StoredDraft {
  readonly personId: string
  /** State that only the bot interprets, as plain JSON. */
  readonly content: JobOrigin
  /** The sha256 of each picture that the draft needs. They are kept as long as the draft. */
  readonly pictures: readonly string[]
}

/** Drafts. Each is kept for a day after it was last written, and only the latest few of a person are kept. */
export interface DraftStore {
  /** Writes it, or replaces the one with the same id. */
  put(id: string, draft: StoredDraft): Promise<void>
  /** Null if there is none or it has expired. */
  get(id: string): Promise<StoredDraft | null>
  remove(id: string): Promise<void>
}

/** What a setting applies to. */
export type SettingScope = 'guild' | 'channel' | 'person'

/** Settings by scope and name, as JSON. `src/settings` knows their types. */
export interface SettingStore {
  get(scope: SettingScope, id: string): Promise<Readonly<Record<string, unknown>>>
  set(scope: SettingScope, id: string, name: string, value: unknown): Promise<void>
  remove(scope: SettingScope, id: string, name: string): Promise<void>
  /**
   * Sets what `to` makes of the value; undefined stands for none. `to` is asked again if somebody else has changed the value
   * meanwhile, so that neither change is lost. Resolves with the new value.
   */
  change<Value>(
    scope: SettingScope,
    id: string,
    name: string,
    to: (before: unknown) => Value | undefined,
  ): Promise<Value | undefined>
  /** The values of one setting, by the id of what it applies to. */
  everywhere(scope: SettingScope, name: string): Promise<ReadonlyMap<string, unknown>>
}

/** How much engine time people have used recently. */
export interface UsageStore {
  /** The decayed seconds of everyone who used any, as of now. After each half-life a second counts half. */
  recent(): Promise<ReadonlyMap<string, number>>
  add(personId: string, seconds: number): Promise<void>
}

/** What a sweep removed. */
export interface Swept {
  readonly jobs: number
  readonly pictures: number
  readonly bytes: number
  /** Files that were dropped to stay within `maxBytes`. */
  readonly dropped: number
}

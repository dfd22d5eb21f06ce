import type { Clock } from '@duckrabbit/clock'
import type { Store, Token } from '#src/store/store.ts'
import { type ReplyOrigin, toJobOrigin } from '../jobs/reply-origin.ts'
import { canEdit } from './fallbacks.ts'

/** The state of one job's reply: the origin that is stored with the job, and the token that edits the reply. */
export interface ReplyState {
  readonly origin: ReplyOrigin
  readonly token: string | undefined
  /** A reading of the monotonic clock. */
  readonly tokenIssued: number
  /** Whether progress can be shown by editing the reply now. */
  canEdit(): boolean
  /** Changes the origin, in the store as well. */
  update(change: Partial<ReplyOrigin>): Promise<void>
  /** Stores a token that was issued now. */
  renew(token: string): Promise<void>
  /** Notes that Discord no longer accepts the token. */
  dropToken(): void
}

export function createReplyState(
  { store, clock }: { readonly store: Pick<Store, 'jobs' | 'tokens'>; readonly clock: Clock },
  jobId: string,
  known: { readonly origin: ReplyOrigin; readonly token?: Token },
): ReplyState {
  let { origin } = known
  let token = known.token?.token
  // The token of an earlier process has the wall clock's time, which may have been set back since.
  const age = known.token === undefined ? 0 : Math.max(0, clock.now() - known.token.since)
  let tokenIssued = clock.monotonic() - age
  return {
    get origin() {
      return origin
    },
    get token() {
      return token
    },
    get tokenIssued() {
      return tokenIssued
    },
    canEdit: () =>
      origin.standing === 'reply' &&
      canEdit({ tokenIssued, tokenAlive: token !== undefined, mayPost: origin.mayPost }, clock.monotonic()),
    async update(change) {
      origin = { ...origin, ...change }
      await store.jobs.setOrigin(jobId, toJobOrigin(origin))
    },
    async renew(fresh) {
      token = fresh
      tokenIssued = clock.monotonic()
      // The queue stores the first token with the job's row. Those that buttons bring are stored here.
      if ((await store.tokens.get(jobId))?.token !== fresh) await store.tokens.put(jobId, fresh)
    },
    dropToken() {
      token = undefined
    },
  }
}

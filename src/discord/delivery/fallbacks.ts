/**
 * How a result reaches the person who asked for it, as pure decisions.
 *
 * A reply can be edited with its interaction's token for 15 minutes; a picture may take longer, and some tokens die
 * early. The rungs, from the best: edit the reply; post a new message in the channel that answers it; put a
 * "press to collect" button on the reply before its token dies, since any press brings a new token. The result is
 * in the store whatever happens here, and `/show` brings it back.
 */
export type Rung = 'edit' | 'post' | 'offer' | 'keep'

/** What is known about a reply. Times are milliseconds since 1970. */
export interface ReplyState {
  readonly tokenBorn: number
  /** False once Discord said that the token is gone. */
  readonly tokenAlive: boolean
  /** The bot is a member here and may see the channel, write and attach files; the reply is not ephemeral. */
  readonly mayPost: boolean
}

/** Discord's tokens live 15 minutes; the last two are kept for slow uploads and clocks that differ. */
export const tokenLife = 13 * 60_000
/** When Discord itself forgets a token. */
export const tokenDeath = 15 * 60_000

/** Where a finished result goes now. */
export function rungFor(reply: ReplyState, now: number): Exclude<Rung, 'offer'> {
  if (canEdit(reply, now)) return 'edit'
  if (reply.mayPost) return 'post'
  // Past our own margin but before Discord's: a late edit is better than none.
  if (reply.tokenAlive && now - reply.tokenBorn < tokenDeath) return 'edit'
  return 'keep'
}

/** Whether progress is still shown by editing the reply. */
export function canEdit(reply: ReplyState, now: number): boolean {
  return reply.tokenAlive && now - reply.tokenBorn < tokenLife
}

/** Milliseconds until the reply must say how the result will come although it is not there yet; 0 if now. */
export function untilHandover(reply: ReplyState, now: number): number {
  return Math.max(0, reply.tokenBorn + tokenLife - now)
}

/** What the reply says when its token is about to die before the picture is ready. */
export function handover(reply: ReplyState): 'post' | 'offer' {
  return reply.mayPost ? 'post' : 'offer'
}

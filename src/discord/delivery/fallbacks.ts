/**
 * How a result reaches the person who asked for it, as pure decisions.
 *
 * The token of an interaction can edit its reply for 15 minutes. A picture may take longer, and some tokens expire
 * early. From best to worst: edit the reply; post a new message in the channel that answers it; offer a button on
 * the reply before its token expires, since every press brings a new token. The result is in the store in any case, and
 * `/show` brings it back.
 */
export type DeliveryMethod = 'edit' | 'post' | 'offer' | 'keep'

/** The facts about a reply. */
export interface ReplyFacts {
  /** When its token was issued. A reading of the monotonic clock, as `now` is below. */
  readonly tokenIssued: number
  /** False once Discord has refused the token. */
  readonly tokenAlive: boolean
  /** The bot is a member here and may see the channel, write and attach files, and the reply is not ephemeral. */
  readonly mayPost: boolean
}

/** Discord's tokens live 15 minutes. The last two are kept for slow uploads and clocks that differ. */
export const tokenUse = 13 * 60_000
/** When Discord's own lifetime of a token ends. */
export const tokenLife = 15 * 60_000

/** How a finished result is delivered now. */
export function deliveryMethod(reply: ReplyFacts, now: number): Exclude<DeliveryMethod, 'offer'> {
  if (canEdit(reply, now)) return 'edit'
  if (reply.mayPost) return 'post'
  // After the safety margin but before Discord's limit, a late edit is better than none.
  if (reply.tokenAlive && now - reply.tokenIssued < tokenLife) return 'edit'
  return 'keep'
}

/** Whether progress is still shown by editing the reply. */
export function canEdit(reply: ReplyFacts, now: number): boolean {
  return reply.tokenAlive && now - reply.tokenIssued < tokenUse
}

/** Milliseconds until the reply must announce how its result will be delivered; 0 for now. */
export function timeUntilHandover(reply: Pick<ReplyFacts, 'tokenIssued'>, now: number): number {
  return Math.max(0, reply.tokenIssued + tokenUse - now)
}

/** How the result will be delivered if the token expires before the picture is ready. */
export function methodAfterExpiry(reply: Pick<ReplyFacts, 'mayPost'>): 'post' | 'offer' {
  return reply.mayPost ? 'post' : 'offer'
}

import { createHash } from 'node:crypto'
import { ComponentType } from 'discord.js'
import type { Payload } from '../components/payload.ts'

/** The mark of a challenge's message: 30 bits of SHA-256 over the challenge's id and the kind of the message. */
export function markOf(challengeId: string, kind: string): number {
  const digest = createHash('sha256').update(`${challengeId}\n${kind}`).digest()
  // Discord gives small numbers to components without an id.
  return 2 ** 30 + (digest.readUInt32BE(0) >>> 2)
}

/** A copy of the message with a mark on its outermost container, by which it is found again. */
export function marked(payload: Payload, mark: number): Payload {
  const [first, ...rest] = payload.components
  if (first?.type !== ComponentType.Container) throw new TypeError('Expected a message that begins with a container')
  return { ...payload, components: [{ ...first, id: mark }, ...rest] }
}

/**
 * The nonce of a message that is sent at a moment. If the same nonce comes again within minutes, Discord returns the first
 * message. So a repeated request posts once, while a revived challenge is posted again.
 */
export const nonceOf = (challengeId: string, kind: string, channelId: string, moment: number): string =>
  createHash('sha256').update(`${challengeId}\n${kind}\n${channelId}\n${moment}`).digest('hex').slice(0, 24)

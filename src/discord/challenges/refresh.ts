import type { Challenge } from '#src/community/challenges/challenge.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import { channelRefusalOf } from '../transport/threads.ts'
import { livePosts } from './posts.ts'
import { placedOf } from './publish.ts'

/** Milliseconds between two edits of the messages of a challenge in their first hour. */
const gap = 10_000
/** The same once they are over an hour old. Discord limits edits of old messages. */
const lateGap = 5 * 60_000
const young = 60 * 60_000

/**
 * Keeps the messages of open challenges up to date: how many take part, the times, the rules. It sends nothing if nothing
 * has changed, and never more often than the gap allows.
 */
export function createRefresh(parts: ChallengeParts) {
  const { store, clock, messenger, log } = parts
  const shown = new Map<string, { readonly key: string; readonly at: number }>()

  /** Returns whether all messages are up to date, or Discord has refused for good. */
  async function edit(challenge: Challenge): Promise<boolean> {
    let isOver = true
    const posts = await store.challenges.posts(challenge.id)
    for (const live of livePosts) {
      const placed = placedOf(posts.find(({ kind }) => kind === live.kind))
      if (placed === undefined) continue
      try {
        await messenger.edit(placed.channelId, placed.messageId, await live.compose(parts, challenge))
      } catch (error) {
        log.warn({ challenge: challenge.id, post: live.kind, err: error }, 'a message of a challenge was not refreshed')
        const refusal = channelRefusalOf(error)
        isOver &&= refusal !== undefined
        const isGone = refusal === 'unknown-channel' && placed.channelId === challenge.threadId
        if (isGone && challenge.trouble === null)
          await store.challenges.change(challenge.id, { trouble: 'thread-gone', postsDue: true })
      }
    }
    return isOver
  }

  return async (challenge: Challenge): Promise<void> => {
    const { id, phase, createdAt } = challenge
    const key = JSON.stringify([challenge, await store.challenges.counts(id)])
    const before = shown.get(id)
    if (before?.key === key) return
    const now = clock.now()
    const wait = createdAt + young > now ? gap : lateGap
    const phaseIsNew = before === undefined || !before.key.includes(`"phase":"${phase}"`)
    if (!phaseIsNew && clock.monotonic() < before.at + wait) return
    const at = clock.monotonic()
    shown.set(id, { key, at })
    // What the network has kept away is sent again after the gap.
    if (!(await edit(challenge))) shown.set(id, { key: `failed ${key}`, at })
  }
}

import type { Challenge } from '#src/community/challenges/challenge.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import { editInterval } from '../posts/edit-interval.ts'
import { placedOf } from '../posts/post-once.ts'
import { channelRefusalOf } from '../transport/threads.ts'
import { livePosts } from './posts.ts'

/**
 * Keeps the messages of open challenges up to date: how many take part, the times, the rules. It sends nothing if nothing
 * has changed, and waits between two edits of a message.
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
    const { id, phase } = challenge
    const key = JSON.stringify([challenge, await store.challenges.counts(id)])
    const before = shown.get(id)
    if (before?.key === key) return
    const wait = editInterval(challenge, clock.now())
    const phaseIsNew = before === undefined || !before.key.includes(`"phase":"${phase}"`)
    if (!phaseIsNew && clock.monotonic() < before.at + wait) return
    const at = clock.monotonic()
    shown.set(id, { key, at })
    // An edit that failed because of the network is repeated after the interval.
    if (!(await edit(challenge))) shown.set(id, { key: `failed ${key}`, at })
  }
}

import type { Challenge, ChallengeTrouble } from '#src/community/challenges/challenge.ts'
import { optional } from '#src/log/optional.ts'
import { withHeading } from '../components/container.ts'
import type { Payload } from '../components/payload.ts'
import { marked, markOf } from '../posts/marks.ts'
import { inChannel, placedOf, postOnce, type PostTarget } from '../posts/post-once.ts'
import type { PlacedMessage } from '../transport/messenger.ts'
import { channelRefusalOf } from '../transport/threads.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import type { PostKind } from './post-kind.ts'
import { announcement, invitation, postsOf } from './posts.ts'

/**
 * Posts the messages of the present phase of a challenge, each exactly once.
 *
 * Returns the updated challenge, in which `postsDue` is 0 when all messages are posted and nothing has changed meanwhile.
 *
 * @throws errors that may pass soon, for example a network fault
 */
export async function publish(parts: ChallengeParts, challenge: Challenge): Promise<Challenge> {
  const { store } = parts
  const { id } = challenge
  let current = challenge
  try {
    if (current.threadId === null) current = await openThread(parts, current)
    const before = await store.challenges.posts(id)
    for (const kind of await postsOf(parts, current)) {
      const placed = placedOf(before.find((one) => one.kind === kind.kind))
      if (placed === undefined) await postIn(parts, current, kind)
      else await renew(parts, current, kind, placed)
      current = (await store.challenges.get(id)) ?? current
    }
    await store.challenges.posted(challenge)
    return (await store.challenges.get(id)) ?? current
  } catch (error) {
    const refusal = channelRefusalOf(error)
    if (refusal === undefined) throw error
    parts.log.warn({ challenge: id, err: error }, 'Discord does not let a challenge be posted')
    const trouble = refusal === 'unknown-channel' ? 'channel-gone' : refusal === 'unknown-message' ? 'refused' : refusal
    return (await store.challenges.change(id, { trouble })) ?? current
  }
}

/** Edits a message that shows what was deleted since. Nothing else is done about one that Discord refuses or has lost. */
async function renew(
  parts: ChallengeParts,
  challenge: Challenge,
  { kind, renew: now }: PostKind,
  { channelId, messageId }: PlacedMessage,
): Promise<void> {
  if (now === undefined) return
  const message = marked(await now(parts, challenge), markOf(challenge.id, kind))
  try {
    await parts.messenger.edit(channelId, messageId, message)
  } catch (error) {
    if (channelRefusalOf(error) === undefined) throw error
    parts.log.warn({ challenge: challenge.id, post: kind, err: error }, 'a message of a challenge was not refreshed')
  }
}

/** Opens the thread with its pinned announcement. In a forum, the post is both. */
async function openThread(parts: ChallengeParts, challenge: Challenge): Promise<Challenge> {
  const { store, threads } = parts
  const { id, channelId, theme } = challenge
  const name = Array.from(theme).slice(0, 100).join('')
  if ((await threads.kindOf(channelId)) === 'forum') {
    const placed = await post(parts, challenge, announcement, {
      find: (mark) => threads.findMarkedPost(challenge.guildId, channelId, mark),
      send: (payload) => threads.openPost(channelId, name, payload),
    })
    return (await store.challenges.change(id, { threadId: placed.channelId })) ?? challenge
  }
  const target = inChannel(parts, channelId, { id, kind: invitation.kind })
  const invited = await post(parts, challenge, invitation, target)
  const threadId = await threads.openAt(invited, name)
  const opened = (await store.challenges.change(id, { threadId })) ?? challenge
  await postIn(parts, opened, announcement)
  return opened
}

/** Posts in the thread, or in its channel if the thread accepts nothing. */
async function postIn(parts: ChallengeParts, challenge: Challenge, message: PostKind): Promise<void> {
  const { store, messagesFor } = parts
  const { id, threadId, channelId, guildId } = challenge
  const key = { id, kind: message.kind }
  let trouble = challenge.trouble
  if (message.to === 'thread' && threadId !== null && trouble !== 'thread-gone') {
    try {
      await post(parts, challenge, message, inChannel(parts, threadId, key))
      if (trouble !== null) await store.challenges.change(id, { trouble: null })
      return
    } catch (error) {
      const found = troubleOf(error)
      if (found === undefined) throw error
      trouble = found
      await store.challenges.change(id, { trouble })
    }
  }
  const heading = (await messagesFor(guildId)).challengeTrouble[trouble ?? 'refused']
  await post(parts, challenge, message, inChannel(parts, channelId, key), (payload) =>
    message.to === 'channel' ? payload : { ...payload, components: withHeading(payload.components, heading) },
  )
}

function troubleOf(error: unknown): ChallengeTrouble | undefined {
  const refusal = channelRefusalOf(error)
  if (refusal === 'unknown-channel') return 'thread-gone'
  return refusal === 'unknown-message' ? 'refused' : refusal
}

/** @param change what is changed about the message before it is sent */
const post = (
  parts: ChallengeParts,
  challenge: Challenge,
  { kind, pinned, shows, compose }: PostKind,
  target: PostTarget,
  change: (payload: Payload) => Payload = (payload) => payload,
): Promise<PlacedMessage> =>
  postOnce({
    ...target,
    records: parts.store.challenges,
    id: challenge.id,
    kind,
    compose: async () => change(await compose(parts, challenge)),
    async afterPosting(placed) {
      if (pinned === true) await optional(parts.log, 'the pin of a challenge', () => parts.threads.pin(placed))
      if (shows !== undefined) await parts.store.messages.put({ ...placed, ...(await shows(parts, challenge)) })
    },
  })

import type { Challenge, ChallengeTrouble } from '#src/community/challenges/challenge.ts'
import { optional } from '#src/log/optional.ts'
import type { ChallengePost } from '#src/store/challenges/challenge-store.ts'
import { withHeading } from '../components/container.ts'
import type { Payload } from '../components/payload.ts'
import type { PlacedMessage } from '../transport/messenger.ts'
import { channelRefusalOf } from '../transport/threads.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import { marked, markOf, nonceOf } from './marks.ts'
import type { PostKind } from './post-kind.ts'
import { announcement, invitation, postsOf } from './posts.ts'

/**
 * Posts the messages of the present phase of a challenge, each exactly once.
 *
 * A row records a message before it is sent. If the process died in between, the message is searched for by its mark before
 * it is sent again. Returns the updated challenge, in which `postsDue` is false when all messages are posted.
 *
 * @throws errors that may pass soon, for example a network fault
 */
export async function publish(parts: ChallengeParts, challenge: Challenge): Promise<Challenge> {
  const { store } = parts
  const { id } = challenge
  let current = challenge
  try {
    if (current.threadId === null) current = await openThread(parts, current)
    for (const post of await postsOf(parts, current)) {
      await postIn(parts, current, post)
      current = (await store.challenges.get(id)) ?? current
    }
    return (await store.challenges.change(id, { postsDue: false })) ?? current
  } catch (error) {
    const refusal = channelRefusalOf(error)
    if (refusal === undefined) throw error
    parts.log.warn({ challenge: id, err: error }, 'Discord does not let a challenge be posted')
    const trouble = refusal === 'unknown-channel' ? 'channel-gone' : refusal === 'unknown-message' ? 'refused' : refusal
    return (await store.challenges.change(id, { trouble })) ?? current
  }
}

/** Opens the thread with its pinned announcement. In a forum, the post is both. */
async function openThread(parts: ChallengeParts, challenge: Challenge): Promise<Challenge> {
  const { store, threads } = parts
  const { id, channelId, theme } = challenge
  const name = Array.from(theme).slice(0, 100).join('')
  if ((await threads.kindOf(channelId)) === 'forum') {
    const placed = await postOnce(parts, challenge, announcement, {
      find: (mark) => threads.findMarkedPost(challenge.guildId, channelId, mark),
      send: (payload) => threads.openPost(channelId, name, payload),
    })
    return (await store.challenges.change(id, { threadId: placed.channelId })) ?? challenge
  }
  const invited = await postOnce(parts, challenge, invitation, inChannel(parts, channelId, challenge, invitation))
  const threadId = await threads.openAt(invited, name)
  const opened = (await store.challenges.change(id, { threadId })) ?? challenge
  await postIn(parts, opened, announcement)
  return opened
}

/** How a message is found again and sent. */
interface Way {
  find(mark: number): Promise<PlacedMessage | undefined>
  send(payload: Payload): Promise<PlacedMessage>
}

const inChannel = (
  { threads, messenger, clock }: ChallengeParts,
  channelId: string,
  { id }: Challenge,
  { kind }: PostKind,
): Way => ({
  find: (mark) => threads.findMarked(channelId, mark),
  send: (payload) => messenger.post(channelId, payload, { nonce: nonceOf(id, kind, channelId, clock.now()) }),
})

/** Posts in the thread, or in its channel if the thread accepts nothing. */
async function postIn(parts: ChallengeParts, challenge: Challenge, post: PostKind): Promise<void> {
  const { store, messagesFor } = parts
  const { id, threadId, channelId, guildId } = challenge
  let trouble = challenge.trouble
  if (post.to === 'thread' && threadId !== null && trouble !== 'thread-gone') {
    try {
      await postOnce(parts, challenge, post, inChannel(parts, threadId, challenge, post))
      if (trouble !== null) await store.challenges.change(id, { trouble: null })
      return
    } catch (error) {
      const found = troubleOf(error)
      if (found === undefined) throw error
      trouble = found
      await store.challenges.change(id, { trouble })
    }
  }
  const said = (await messagesFor(guildId)).challengeTrouble[trouble ?? 'refused']
  await postOnce(parts, challenge, post, inChannel(parts, channelId, challenge, post), (payload) =>
    post.to === 'channel' ? payload : { ...payload, components: withHeading(payload.components, said) },
  )
}

function troubleOf(error: unknown): ChallengeTrouble | undefined {
  const refusal = channelRefusalOf(error)
  if (refusal === 'unknown-channel') return 'thread-gone'
  return refusal === 'unknown-message' ? 'refused' : refusal
}

async function postOnce(
  parts: ChallengeParts,
  challenge: Challenge,
  post: PostKind,
  way: Way,
  change: (payload: Payload) => Payload = (payload) => payload,
): Promise<PlacedMessage> {
  const { store, threads, log } = parts
  const { id } = challenge
  const { kind, shows } = post
  const known = (await store.challenges.posts(id)).find((one) => one.kind === kind)
  const there = placedOf(known)
  if (there !== undefined) return there
  const mark = markOf(id, kind)
  const found = known === undefined ? undefined : await way.find(mark)
  if (known === undefined) await store.challenges.putPost(id, { kind, channelId: null, messageId: null })
  const placed = found ?? (await way.send(marked(change(await post.compose(parts, challenge)), mark)))
  if (post.pinned === true) await optional(log, 'the pin of a challenge', () => threads.pin(placed))
  if (shows !== undefined) await store.messages.put({ ...placed, ...(await shows(parts, challenge)) })
  await store.challenges.putPost(id, { kind, ...placed })
  return placed
}

/** Where a message is, or undefined if it is only begun. */
export function placedOf(post: ChallengePost | undefined): PlacedMessage | undefined {
  if (post === undefined || post.channelId === null || post.messageId === null) return undefined
  return { channelId: post.channelId, messageId: post.messageId }
}

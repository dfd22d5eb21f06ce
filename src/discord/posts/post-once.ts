import type { Clock } from '@duckrabbit/clock'
import type { PostRecord, PostRecords } from '#src/store/post-record.ts'
import type { Payload } from '../components/payload.ts'
import type { Messenger, PlacedMessage } from '../transport/messenger.ts'
import type { Threads } from '../transport/threads.ts'
import { marked, markOf, nonceOf } from './marks.ts'

/** How a message is sent, and how it is found again by its mark after a crash. */
export interface PostTarget {
  find(mark: number): Promise<PlacedMessage | undefined>
  send(payload: Payload): Promise<PlacedMessage>
}

/** A message that the bot posts by itself. */
export interface SinglePost extends PostTarget {
  readonly records: PostRecords
  /** The id of the challenge, the round or the job that the message is about. */
  readonly id: string
  readonly kind: string
  compose(): Promise<Payload>
  /** Called once the message is there, before that is recorded. It is called again after a crash in between. */
  afterPosting?(placed: PlacedMessage): Promise<void>
}

/** A channel or a thread as the target of a message. */
export const inChannel = (
  parts: {
    readonly threads: Pick<Threads, 'findMarked'>
    readonly messenger: Pick<Messenger, 'post'>
    readonly clock: Pick<Clock, 'now'>
  },
  channelId: string,
  { id, kind }: Pick<SinglePost, 'id' | 'kind'>,
): PostTarget => ({
  find: (mark) => parts.threads.findMarked(channelId, mark),
  send: (payload) =>
    parts.messenger.post(channelId, payload, { nonce: nonceOf(id, kind, channelId, parts.clock.now()) }),
})

/**
 * Posts a message exactly once.
 *
 * It is recorded before it is sent. If the process died in between, the message is searched for by its mark before it is
 * sent again.
 */
export async function postOnce(post: SinglePost): Promise<PlacedMessage> {
  const { records, id, kind } = post
  const record = (await records.posts(id)).find((one) => one.kind === kind)
  const known = placedOf(record)
  if (known !== undefined) return known
  const mark = markOf(id, kind)
  const found = record === undefined ? undefined : await post.find(mark)
  if (record === undefined) await records.putPost(id, { kind, channelId: null, messageId: null })
  const placed = found ?? (await post.send(marked(await post.compose(), mark)))
  await post.afterPosting?.(placed)
  await records.putPost(id, { kind, ...placed })
  return placed
}

/** Where a message is, or undefined if it was never posted or is only begun. */
export function placedOf(record: Pick<PostRecord, 'channelId' | 'messageId'> | undefined): PlacedMessage | undefined {
  if (record === undefined || record.channelId === null || record.messageId === null) return undefined
  return { channelId: record.channelId, messageId: record.messageId }
}

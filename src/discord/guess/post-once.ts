import type { Payload } from '../components/payload.ts'
import { marked, markOf, nonceOf } from '../challenges/marks.ts'
import type { PlacedMessage } from '../transport/messenger.ts'
import type { GuessParts } from './guess-parts.ts'

/** Where a message of a round is; undefined where it was never posted, or is only begun. */
export async function placedPost(
  { store }: Pick<GuessParts, 'store'>,
  roundId: string,
  kind: string,
): Promise<PlacedMessage | undefined> {
  const post = (await store.guess.posts(roundId)).find((one) => one.kind === kind)
  if (post === undefined || post.channelId === null || post.messageId === null) return undefined
  return { channelId: post.channelId, messageId: post.messageId }
}

/**
 * Posts a message of a round exactly once.
 *
 * A row says that it is begun before it is sent. If the process died in between, the message is looked for by its mark
 * before it is sent again.
 */
export async function postOnce(
  parts: Pick<GuessParts, 'store' | 'messenger' | 'threads' | 'clock'>,
  { id, channelId }: { readonly id: string; readonly channelId: string },
  kind: string,
  compose: () => Promise<Payload>,
): Promise<PlacedMessage> {
  const { store, messenger, threads, clock } = parts
  const known = (await store.guess.posts(id)).find((one) => one.kind === kind)
  const there = known === undefined ? undefined : await placedPost(parts, id, kind)
  if (there !== undefined) return there
  const mark = markOf(id, kind)
  const found = known === undefined ? undefined : await threads.findMarked(channelId, mark)
  if (known === undefined) await store.guess.putPost(id, { kind, channelId: null, messageId: null })
  const nonce = nonceOf(id, kind, channelId, clock.now())
  const placed = found ?? (await messenger.post(channelId, marked(await compose(), mark), { nonce }))
  await store.guess.putPost(id, { kind, ...placed })
  return placed
}

/** An edited message keeps its mark, or a later process would not find it. */
export const markedFor = (id: string, kind: string, payload: Payload): Payload => marked(payload, markOf(id, kind))

import { deserialize, serialize } from 'node:v8'
import { MessageFlags } from 'discord-api-types/v10'
import { z } from 'zod'
import type { StoredChannel, StoredMessage, World } from '../world-types.ts'
import { isThread } from './visibility.ts'

/** How many of the newest messages of each channel are saved. */
const MESSAGES_PER_CHANNEL = 200

const has =
  (...keys: readonly string[]) =>
  (value: unknown) =>
    typeof value === 'object' && value !== null && keys.every((key) => key in value)

const snapshot = z.object({
  version: z.literal(1),
  threads: z.array(z.custom<StoredChannel>(has('id', 'type', 'parentId', 'members'))),
  messages: z.array(z.custom<StoredMessage>(has('id', 'channelId', 'author', 'attachments', 'components', 'flags'))),
})

/** Ephemeral messages and "thinking" replies are left out: their interactions end with the server. */
const isLasting = (message: StoredMessage) => message.visibleTo === null && (message.flags & MessageFlags.Loading) === 0

/** The messages with their files, and the threads they belong to, as bytes. */
export function pack(world: World): Uint8Array {
  const messages = [...world.messages.values()].flatMap((channel) =>
    [...channel.values()].filter(isLasting).slice(-MESSAGES_PER_CHANNEL),
  )
  return serialize({ version: 1, threads: [...world.channels.values()].filter(isThread), messages })
}

/** Restores saved messages. Throws if the bytes are not a snapshot. */
export function unpack(world: World, bytes: Uint8Array): void {
  const { threads, messages } = snapshot.parse(deserialize(bytes))
  // Nothing is changed before everything has been read.
  for (const thread of threads) {
    world.channels.set(thread.id, thread)
    world.messages.set(thread.id, new Map())
  }
  for (const message of messages) {
    const channel = world.channels.get(message.channelId)
    if (channel === undefined) continue
    const known = world.messages.get(channel.id) ?? new Map<string, StoredMessage>()
    known.set(message.id, message)
    world.messages.set(channel.id, known)
    channel.lastMessageId = message.id
    for (const attachment of message.attachments) world.attachments.set(attachment.id, attachment)
  }
}

/** Changes whenever a message is added, removed or edited. */
export function fingerprint(world: World): string {
  let [count, edits] = [0, 0]
  for (const channel of world.messages.values()) {
    for (const { editedAt, createdAt } of channel.values()) {
      count += 1
      edits += editedAt ?? createdAt
    }
  }
  return `${count} ${edits}`
}

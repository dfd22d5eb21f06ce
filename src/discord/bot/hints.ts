import { ChannelType, type Message } from 'discord.js'
import type { Logger } from 'pino'
import { messagesIn } from '#src/messages/languages.ts'
import type { Clock } from '@duckrabbit/clock'
import { hintCard } from '../cards/notes.ts'
import type { Messenger } from '../transport/messenger.ts'

/** Milliseconds between two hints to the same person. */
const pause = 60_000

/**
 * Answers a person who writes to the bot with a hint at its commands. Without the intent for message content, only
 * direct messages and mentions have content for the bot. All other messages are ignored unread.
 */
export function createHints(parts: {
  readonly messenger: Pick<Messenger, 'post'>
  readonly clock: Clock
  readonly log: Logger
}): (message: Message) => Promise<void> {
  const { messenger, clock, log } = parts
  const hinted = new Set<string>()
  return async (message) => {
    const { author, channelId, id } = message
    if (author.bot || !isForBot(message) || hinted.has(author.id)) return
    hinted.add(author.id)
    clock.after(pause, () => hinted.delete(author.id))
    try {
      await messenger.post(channelId, hintCard(messagesIn(message.guild?.preferredLocale)), { nonce: id, replyTo: id })
    } catch (error) {
      log.debug({ channel: channelId, err: error }, 'a hint could not be posted')
    }
  }
}

function isForBot({ channel, mentions, client }: Message): boolean {
  if (channel.type === ChannelType.DM) return true
  return mentions.has(client.user, { ignoreEveryone: true, ignoreRoles: true, ignoreRepliedUser: true })
}

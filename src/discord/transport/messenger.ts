import { type APIMessageTopLevelComponent, DiscordAPIError, type RawFile, type REST, Routes } from 'discord.js'
import { type Payload, toBody, toRawFiles } from '../components/payload.ts'

/** Where a message is. */
export interface PlacedMessage {
  readonly messageId: string
  readonly channelId: string
}

/** Sends every message that is not an interaction's first answer, as plain REST calls. */
export interface Messenger {
  /** Edits the reply of an interaction, or the message whose button was pressed. */
  editReply(token: string, payload: Payload): Promise<PlacedMessage>
  /** The same, with the files that the message has. */
  editComponents(token: string, components: readonly APIMessageTopLevelComponent[]): Promise<void>
  deleteReply(token: string): Promise<void>
  /**
   * Posts a channel message as the bot itself, in answer to `replyTo`. Discord enforces the nonce: a second call within
   * a few minutes returns the first message.
   */
  post(
    channelId: string,
    payload: Payload,
    options: { readonly nonce: string; readonly replyTo?: string },
  ): Promise<PlacedMessage>
  /** Edits one of the bot's own messages, without a token. */
  edit(channelId: string, messageId: string, payload: Payload): Promise<PlacedMessage>
  /** The same, with the files that the message has. */
  editKeepingFiles(
    channelId: string,
    messageId: string,
    components: readonly APIMessageTopLevelComponent[],
  ): Promise<void>
  /** Deletes one of the bot's own messages, without a token. */
  delete(channelId: string, messageId: string): Promise<void>
}

interface MessageAnswer {
  readonly id: string
  readonly channel_id: string
}

const placed = (answer: unknown): PlacedMessage => {
  const message = answer as MessageAnswer // Discord's own answer to a message call (discord-api-types: APIMessage)
  return { messageId: message.id, channelId: message.channel_id }
}

const request = (payload: Payload): { files: RawFile[]; body: ReturnType<typeof toBody> } => ({
  files: toRawFiles(payload),
  body: toBody(payload),
})

/** The body of an edit that does not mention attachments, so Discord leaves them as they are. */
function bodyKeepingFiles(components: readonly APIMessageTopLevelComponent[]) {
  const { attachments: _, ...body } = toBody({ components, files: [] })
  return body
}

/**
 * `rest` waits after a 429 and retries after a 5xx by itself.
 *
 * Calls with an interaction's token set `auth: false`. Otherwise a 401 for an expired token would make discord.js drop
 * the bot's own token, and everything after it would fail. `applicationId` is called each time, because it is only
 * known once the client is ready.
 *
 * @param turn resolves when the event loop may spend time on the next message
 */
export function createMessenger(rest: REST, applicationId: () => string, turn: () => Promise<void>): Messenger {
  return {
    async editReply(token, payload) {
      await turn()
      const route = Routes.webhookMessage(applicationId(), token, '@original')
      return placed(await rest.patch(route, { ...request(payload), auth: false }))
    },
    async editComponents(token, components) {
      await turn()
      const body = bodyKeepingFiles(components)
      await rest.patch(Routes.webhookMessage(applicationId(), token, '@original'), { body, auth: false })
    },
    async deleteReply(token) {
      await rest.delete(Routes.webhookMessage(applicationId(), token, '@original'), { auth: false })
    },
    async post(channelId, payload, { nonce, replyTo }) {
      await turn()
      const { files, body } = request(payload)
      const reference =
        replyTo === undefined
          ? {}
          : { message_reference: { message_id: replyTo, channel_id: channelId, fail_if_not_exists: false } }
      return placed(
        await rest.post(Routes.channelMessages(channelId), {
          files,
          body: { ...body, ...reference, nonce, enforce_nonce: true },
        }),
      )
    },
    async edit(channelId, messageId, payload) {
      await turn()
      return placed(await rest.patch(Routes.channelMessage(channelId, messageId), request(payload)))
    },
    async editKeepingFiles(channelId, messageId, components) {
      await turn()
      await rest.patch(Routes.channelMessage(channelId, messageId), { body: bodyKeepingFiles(components) })
    },
    async delete(channelId, messageId) {
      await rest.delete(Routes.channelMessage(channelId, messageId))
    },
  }
}

/** What an error from Discord means for a delivery. */
export type Refusal = 'token-gone' | 'message-gone' | 'forbidden' | 'archived' | 'too-large' | 'other'

/** Sorts Discord's refusals. Undefined for anything else (a network fault, a 5xx after all retries): try again later. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof DiscordAPIError)) return undefined
  switch (error.code) {
    case 50_027: // Invalid webhook token
    case 10_015: // Unknown webhook
    case 10_062: // Unknown interaction
      return 'token-gone'
    case 10_008: // Unknown message
      return 'message-gone'
    case 10_003: // Unknown channel
    case 50_001: // Missing access
    case 50_007: // Cannot send messages to this user
    case 50_013: // Missing permissions
      return 'forbidden'
    case 50_083: // Thread is archived: nothing in it can be edited, but a new message opens it again
      return 'archived'
    case 40_005: // Request entity too large
      return 'too-large'
    default:
      return error.status === 401 ? 'token-gone' : error.status === 413 ? 'too-large' : 'other'
  }
}

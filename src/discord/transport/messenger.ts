import { DiscordAPIError, type RawFile, type REST, Routes } from 'discord.js'
import { type Payload, toBody, toRawFiles } from '../components/payload.ts'

/** Where a message ended up. */
export interface Placed {
  readonly messageId: string
  readonly channelId: string
}

/** Every message that is not an interaction's first answer goes through here, as plain REST calls. */
export interface Messenger {
  /** Edits the reply (or the message that was pressed) that belongs to an interaction's token. */
  editReply(token: string, payload: Payload): Promise<Placed>
  /** A further message by an interaction's token. */
  followUp(token: string, payload: Payload, options?: { readonly ephemeral?: boolean }): Promise<Placed>
  deleteReply(token: string): Promise<void>
  /**
   * A channel message by the bot itself that answers `replyTo`. Discord enforces the nonce: asking twice within a
   * few minutes gives the first message back.
   */
  post(
    channelId: string,
    payload: Payload,
    options: { readonly nonce: string; readonly replyTo?: string },
  ): Promise<Placed>
  /** Edits one of the bot's own messages; no token needed. */
  edit(channelId: string, messageId: string, payload: Payload): Promise<Placed>
}

interface MessageAnswer {
  readonly id: string
  readonly channel_id: string
}

const placed = (answer: unknown): Placed => {
  const message = answer as MessageAnswer // Discord's own answer to a message call (discord-api-types: APIMessage)
  return { messageId: message.id, channelId: message.channel_id }
}

const request = (payload: Payload): { files: RawFile[]; body: ReturnType<typeof toBody> } => ({
  files: toRawFiles(payload),
  body: toBody(payload),
})

/**
 * `rest` waits out 429 and retries 5xx by itself.
 *
 * Calls by an interaction's token carry `auth: false`. Without it a 401 for an expired token would make discord.js
 * drop the bot's own token, and everything after it would fail. `applicationId` is asked at each call: it is known
 * once the client is ready.
 */
export function createMessenger(rest: REST, applicationId: () => string): Messenger {
  return {
    async editReply(token, payload) {
      const route = Routes.webhookMessage(applicationId(), token, '@original')
      return placed(await rest.patch(route, { ...request(payload), auth: false }))
    },
    async followUp(token, payload, { ephemeral = false } = {}) {
      const { files, body } = request(payload)
      const flags = ephemeral ? body.flags | 64 : body.flags
      const query = new URLSearchParams({ wait: 'true' })
      return placed(
        await rest.post(Routes.webhook(applicationId(), token), {
          files,
          body: { ...body, flags },
          query,
          auth: false,
        }),
      )
    },
    async deleteReply(token) {
      await rest.delete(Routes.webhookMessage(applicationId(), token, '@original'), { auth: false })
    },
    async post(channelId, payload, { nonce, replyTo }) {
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
      return placed(await rest.patch(Routes.channelMessage(channelId, messageId), request(payload)))
    },
  }
}

/** What an error of Discord means for a delivery. */
export type Refusal = 'token-gone' | 'message-gone' | 'forbidden' | 'too-large' | 'other'

/** Sorts Discord's refusals; anything that is not one (a network fault, a 5xx after all retries) is undefined: try again later. */
export function refusal(error: unknown): Refusal | undefined {
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
    case 40_005: // Request entity too large
      return 'too-large'
    default:
      return error.status === 401 ? 'token-gone' : error.status === 413 ? 'too-large' : 'other'
  }
}

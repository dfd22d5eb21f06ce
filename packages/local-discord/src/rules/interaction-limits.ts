import { InteractionResponseType, InteractionType, RESTJSONErrorCodes } from 'discord-api-types/v10'
import { DiscordError, discordError, invalidForm } from '../discord-error.ts'

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback, in milliseconds. */
export const ACKNOWLEDGE_WITHIN = 3000
export const TOKEN_LIFETIME = 15 * 60 * 1000
/** For apps that only the person has installed. */
const MAX_USER_INSTALL_FOLLOW_UPS = 5

interface InteractionAge {
  /** A reading of the monotonic clock, as `now` is below. */
  readonly createdAt: number
  readonly acknowledged: boolean
}

/**
 * Checks that an interaction can be acknowledged: known, within three seconds, and for the first time.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction
 */
export function checkAcknowledgement(interaction: InteractionAge | undefined, now: number): asserts interaction {
  if (interaction === undefined) throw discordError(RESTJSONErrorCodes.UnknownInteraction)
  if (interaction.acknowledged) throw discordError(RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)
  if (now - interaction.createdAt > ACKNOWLEDGE_WITHIN) throw discordError(RESTJSONErrorCodes.UnknownInteraction)
}

/**
 * Checks that an interaction's token is valid: 10015 if it is unknown or not yet acknowledged, 50027 with status 401
 * after fifteen minutes.
 */
export function checkToken(interaction: InteractionAge | undefined, now: number): asserts interaction {
  if (interaction === undefined) throw discordError(RESTJSONErrorCodes.UnknownWebhook)
  if (now - interaction.createdAt > TOKEN_LIFETIME) throw discordError(RESTJSONErrorCodes.InvalidWebhookToken)
  if (!interaction.acknowledged) throw discordError(RESTJSONErrorCodes.UnknownWebhook)
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages */
export function checkFollowUp(followUps: number, userInstallOnly: boolean): void {
  if (userInstallOnly && followUps >= MAX_USER_INSTALL_FOLLOW_UPS) {
    throw discordError(RESTJSONErrorCodes.ThisInteractionHasHitTheMaximumNumberOfFollowUpMessages)
  }
}

/** Which callbacks an interaction accepts. `fromMessage` means a component, or a modal that a component opened. */
function allowedCallbacks(type: InteractionType, fromMessage: boolean): readonly InteractionResponseType[] {
  const { ChannelMessageWithSource, DeferredChannelMessageWithSource, DeferredMessageUpdate, UpdateMessage, Modal } =
    InteractionResponseType
  switch (type) {
    case InteractionType.Ping:
      return [InteractionResponseType.Pong]
    case InteractionType.ApplicationCommandAutocomplete:
      return [InteractionResponseType.ApplicationCommandAutocompleteResult]
    case InteractionType.ApplicationCommand:
      return [ChannelMessageWithSource, DeferredChannelMessageWithSource, Modal]
    case InteractionType.MessageComponent:
      return [ChannelMessageWithSource, DeferredChannelMessageWithSource, DeferredMessageUpdate, UpdateMessage, Modal]
    case InteractionType.ModalSubmit:
      return fromMessage
        ? [ChannelMessageWithSource, DeferredChannelMessageWithSource, DeferredMessageUpdate, UpdateMessage]
        : [ChannelMessageWithSource, DeferredChannelMessageWithSource]
  }
}

export function checkCallbackType(type: InteractionType, fromMessage: boolean, callback: number): void {
  const allowed = allowedCallbacks(type, fromMessage)
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- a number from outside is what is being checked
  if (allowed.includes(callback)) return
  throw invalidForm([
    { path: ['type'], code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${allowed.join(', ')}}.` },
  ])
}

/** Edits of a message over an hour old are limited within an hour; then 30046 (https://github.com/discord/discord-api-docs/pull/4381). */
const OLD_MESSAGE = 60 * 60 * 1000

export const isLateEdit = (createdAt: number, now: number): boolean => now - createdAt > OLD_MESSAGE

export function checkLateEdit(
  { createdAt, lateEdits }: { readonly createdAt: number; readonly lateEdits: readonly number[] },
  now: number,
  limit: number,
): void {
  if (!isLateEdit(createdAt, now)) return
  const recent = lateEdits.filter((at) => now - at < OLD_MESSAGE)
  if (recent.length < limit) return
  const wait = (OLD_MESSAGE - (now - Math.min(...recent))) / 1000
  throw new DiscordError(
    429,
    {
      message: 'Maximum number of edits to messages older than 1 hour reached. Try again later.',
      code: RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached,
      retry_after: wait,
      global: false,
    },
    { 'retry-after': String(Math.ceil(wait)), 'x-ratelimit-scope': 'shared' },
  )
}

import { RESTJSONErrorCodes } from 'discord-api-types/v10'

/** One fault in a request's body, at a path like `['components', 0, 'custom_id']`. */
export interface FieldFault {
  readonly path: readonly (string | number)[]
  readonly code: string
  readonly message: string
}

interface DiscordErrorBody {
  readonly code: number
  readonly message: string
  readonly errors?: unknown
  readonly retry_after?: number
  readonly global?: boolean
}

/**
 * An answer that Discord gives instead of a result: the HTTP status and the JSON body with its error code.
 * Codes and sentences: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
 */
export class DiscordError extends Error {
  override readonly name = 'DiscordError'
  readonly status: number
  readonly body: DiscordErrorBody
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, body: DiscordErrorBody, headers: Readonly<Record<string, string>> = {}) {
    super(body.message)
    this.status = status
    this.body = body
    this.headers = headers
  }
}

const sentences = {
  [RESTJSONErrorCodes.UnknownApplication]: [404, 'Unknown Application'],
  [RESTJSONErrorCodes.UnknownChannel]: [404, 'Unknown Channel'],
  [RESTJSONErrorCodes.UnknownGuild]: [404, 'Unknown Guild'],
  [RESTJSONErrorCodes.UnknownMember]: [404, 'Unknown Member'],
  [RESTJSONErrorCodes.UnknownMessage]: [404, 'Unknown Message'],
  [RESTJSONErrorCodes.UnknownRole]: [404, 'Unknown Role'],
  [RESTJSONErrorCodes.UnknownUser]: [404, 'Unknown User'],
  [RESTJSONErrorCodes.UnknownEmoji]: [400, 'Unknown Emoji'],
  [RESTJSONErrorCodes.UnknownWebhook]: [404, 'Unknown Webhook'],
  [RESTJSONErrorCodes.UnknownInteraction]: [404, 'Unknown interaction'],
  [RESTJSONErrorCodes.UnknownApplicationCommand]: [404, 'Unknown application command'],
  [RESTJSONErrorCodes.MaximumNumberOfPinsReachedForTheChannel]: [400, 'Maximum number of pins reached (250)'],
  [RESTJSONErrorCodes.MaximumNumberOfReactionsReached]: [400, 'Maximum number of reactions reached (20)'],
  [RESTJSONErrorCodes.MaximumNumberOfApplicationCommandsReached]: [
    400,
    'Maximum number of application commands reached (100)',
  ],
  [RESTJSONErrorCodes.RequestEntityTooLarge]: [413, 'Request entity too large'],
  [RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged]: [400, 'Interaction has already been acknowledged.'],
  [RESTJSONErrorCodes.ThisInteractionHasHitTheMaximumNumberOfFollowUpMessages]: [
    400,
    'This interaction has hit the maximum number of follow up messages.',
  ],
  [RESTJSONErrorCodes.MissingAccess]: [403, 'Missing Access'],
  [RESTJSONErrorCodes.CannotExecuteActionOnDMChannel]: [403, 'Cannot execute action on a DM channel'],
  [RESTJSONErrorCodes.CannotEditMessageAuthoredByAnotherUser]: [403, 'Cannot edit a message authored by another user'],
  [RESTJSONErrorCodes.CannotSendAnEmptyMessage]: [400, 'Cannot send an empty message'],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser]: [403, 'Cannot send messages to this user'],
  [RESTJSONErrorCodes.MissingPermissions]: [403, 'Missing Permissions'],
  [RESTJSONErrorCodes.ProvidedTooFewOrTooManyMessagesToDelete]: [
    400,
    'Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete',
  ],
  [RESTJSONErrorCodes.OneOfTheMessagesProvidedWasTooOldForBulkDelete]: [
    400,
    'You can only bulk delete messages that are under 14 days old.',
  ],
  [RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType]: [400, 'Cannot execute action on this channel type'],
  [RESTJSONErrorCodes.InvalidWebhookToken]: [401, 'Invalid Webhook Token'],
  [RESTJSONErrorCodes.InvalidActionOnArchivedThread]: [400, 'Thread is archived'],
  [RESTJSONErrorCodes.RequestBodyContainsInvalidJSON]: [400, 'The request body contains invalid JSON.'],
  [RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage]: [400, 'A thread has already been created for this message'],
} as const satisfies Partial<Record<RESTJSONErrorCodes, readonly [number, string]>>

/** Discord's answer for an error code that always has the same sentence. */
export function discordError(code: keyof typeof sentences): DiscordError {
  const [status, message] = sentences[code]
  return new DiscordError(status, { message, code })
}

/** Discord's answer for an unknown address. */
export function notFound(): DiscordError {
  return new DiscordError(404, { message: '404: Not Found', code: 0 })
}

export function unauthorized(): DiscordError {
  return new DiscordError(401, { message: '401: Unauthorized', code: 0 })
}

interface ErrorTree {
  [key: string]: ErrorTree | { code: string; message: string }[]
}

/**
 * 50035 with every fault nested under the field it belongs to, as in
 * https://docs.discord.com/developers/reference#error-messages.
 */
export function invalidForm(faults: readonly FieldFault[]): DiscordError {
  const errors: ErrorTree = {}
  for (const { path, code, message } of faults) {
    let node = errors
    for (const key of path) {
      const next = node[key]
      if (next === undefined || Array.isArray(next)) {
        const made: ErrorTree = {}
        node[key] = made
        node = made
      } else {
        node = next
      }
    }
    const own = node['_errors']
    const entry = { code, message }
    if (Array.isArray(own)) own.push(entry)
    else node['_errors'] = [entry]
  }
  return new DiscordError(400, {
    message: 'Invalid Form Body',
    code: RESTJSONErrorCodes.InvalidFormBodyOrContentType,
    errors,
  })
}

/** Throws `invalidForm` if a rule found a fault. */
export function refuse(faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw invalidForm(faults)
}

import { MessageFlags, RESTJSONErrorCodes } from 'discord-api-types/v10'
import { z } from 'zod'
import { textOf } from './text.ts'
import { type FieldFault, discordError, refuse } from '../discord-error.ts'
import { type Upload, type WantedAttachment, checkFileSizes, wantedAttachments } from './attachments.ts'
import type { TopLevel } from './component-shapes.ts'
import { checkComponents, isV2, parseComponents } from './components.ts'
import { type Embed, checkEmbeds, parseEmbeds } from './embeds.ts'
import { parseForm } from './form.ts'

const MAX_CONTENT = 2000

const snowflake = z.string().regex(/^\d{1,20}$/)

export const allowedMentions = z
  .object({
    parse: z.array(z.enum(['roles', 'users', 'everyone'])).optional(),
    users: z.array(snowflake).max(100).optional(),
    roles: z.array(snowflake).max(100).optional(),
    replied_user: z.boolean().optional(),
  })
  .nullish()

/** The part of a message body that every route shares. Components and embeds are read separately, by the flag. */
const body = z.object({
  content: textOf(0, MAX_CONTENT).nullish(),
  embeds: z.unknown().optional(),
  components: z.unknown().optional(),
  attachments: z.unknown().optional(),
  flags: z.int().nullish(),
  allowed_mentions: allowedMentions,
  tts: z.boolean().nullish(),
  sticker_ids: z.array(snowflake).max(3).nullish(),
  poll: z.unknown().optional(),
  nonce: z.union([z.int(), textOf(0, 25)]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  message_reference: z
    .object({
      type: z.int().optional(),
      message_id: snowflake,
      channel_id: snowflake.nullish(),
      guild_id: snowflake.nullish(),
      fail_if_not_exists: z.boolean().nullish(),
    })
    .nullish(),
})

export type AllowedMentions = z.output<typeof allowedMentions>

/** A message that has passed all rules. */
export interface MessageDraft {
  readonly content: string
  readonly embeds: readonly Embed[]
  readonly components: readonly TopLevel[]
  readonly attachments: readonly WantedAttachment[]
  readonly flags: number
  readonly allowedMentions: AllowedMentions
  readonly tts: boolean
  readonly nonce: string | number | null
  readonly enforceNonce: boolean
  readonly reference: { readonly messageId: string; readonly failIfMissing: boolean } | null
}

/** The message before an edit. */
interface Existing {
  readonly content: string
  readonly embeds: readonly Embed[]
  readonly components: readonly TopLevel[]
  readonly attachments: readonly { readonly id: string; readonly filename: string }[]
  readonly flags: number
}

const settable = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2
const editable = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2

interface DraftLimits {
  /** Bytes that one file may have. */
  readonly fileLimit: number
  /** Whether the flag `Ephemeral` may be set: only in replies to interactions. */
  readonly ephemeral: boolean
}

/** Reads a new message, by https://docs.discord.com/developers/resources/message#create-message */
export function readNewMessage(json: unknown, uploads: readonly Upload[], limits: DraftLimits): MessageDraft {
  const fields = parseForm(body, json ?? {})
  const flags = (fields.flags ?? 0) & (settable | (limits.ephemeral ? MessageFlags.Ephemeral : 0))
  const draft: MessageDraft = {
    content: fields.content ?? '',
    embeds: parseEmbeds(fields.embeds ?? []),
    components: parseComponents(fields.components ?? [], isV2(flags)),
    attachments: wantedAttachments(fields.attachments, uploads, []),
    flags,
    allowedMentions: fields.allowed_mentions,
    tts: fields.tts ?? false,
    nonce: fields.nonce ?? null,
    enforceNonce: fields.enforce_nonce ?? false,
    reference: fields.message_reference
      ? {
          messageId: fields.message_reference.message_id,
          failIfMissing: fields.message_reference.fail_if_not_exists ?? true,
        }
      : null,
  }
  const legacy = [
    ...(draft.content === '' ? [] : ['content']),
    ...(draft.embeds.length === 0 ? [] : ['embeds']),
    ...(fields.poll ? ['poll'] : []),
    ...((fields.sticker_ids ?? []).length > 0 ? ['sticker_ids'] : []),
  ]
  check(draft, legacy, uploads, [], limits)
  return draft
}

/**
 * Reads an edit. Absent fields stay as they are, null empties them
 * (https://docs.discord.com/developers/resources/message#edit-message).
 */
export function readEdit(
  json: unknown,
  uploads: readonly Upload[],
  existing: Existing,
  limits: DraftLimits,
): MessageDraft {
  const fields = parseForm(body, json ?? {})
  const asked = fields.flags ?? existing.flags
  if (isV2(existing.flags) && !isV2(asked) && typeof fields.flags === 'number') {
    refuse([
      {
        path: ['flags'],
        code: 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG',
        message: 'Message flag IS_COMPONENTS_V2 cannot be removed',
      },
    ])
  }
  const flags = (existing.flags & ~editable) | (asked & editable)
  const becameV2 = isV2(flags) && !isV2(existing.flags)
  const draft: MessageDraft = {
    content: fields.content === undefined ? existing.content : (fields.content ?? ''),
    embeds: fields.embeds === undefined ? existing.embeds : parseEmbeds(fields.embeds ?? []),
    components:
      fields.components === undefined ? existing.components : parseComponents(fields.components ?? [], isV2(flags)),
    attachments: wantedAttachments(fields.attachments, uploads, existing.attachments),
    flags,
    allowedMentions: fields.allowed_mentions,
    tts: false,
    nonce: null,
    enforceNonce: false,
    reference: null,
  }
  // A message that becomes V2 must not keep its old content: it is sent as null, or was never there.
  const legacy = [
    ...(draft.content === '' ? [] : ['content']),
    ...(draft.embeds.length === 0 ? [] : ['embeds']),
    ...(fields.poll && becameV2 ? ['poll'] : []),
  ]
  check(draft, legacy, uploads, existing.attachments, limits)
  return draft
}

function check(
  draft: MessageDraft,
  legacy: readonly string[],
  uploads: readonly Upload[],
  existing: readonly { readonly id: string; readonly filename: string }[],
  limits: DraftLimits,
): void {
  checkFileSizes(uploads, limits.fileLimit)
  const filenames = new Set(
    draft.attachments.map((wanted) =>
      'upload' in wanted ? wanted.filename : (existing.find(({ id }) => id === wanted.kept)?.filename ?? ''),
    ),
  )
  refuse([
    ...(isV2(draft.flags) ? legacy.map(legacyField) : []),
    ...checkEmbeds(draft.embeds, filenames),
    ...checkComponents(draft.components, filenames),
  ])
  if (isEmpty(draft)) throw discordError(RESTJSONErrorCodes.CannotSendAnEmptyMessage)
}

function legacyField(field: string): FieldFault {
  return {
    path: [field],
    code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
  }
}

/** Under V2 an attachment is only shown by a component, so a message without components is empty. */
function isEmpty(draft: MessageDraft): boolean {
  if (isV2(draft.flags)) return draft.components.length === 0
  return (
    draft.content.trim() === '' &&
    draft.embeds.length === 0 &&
    draft.components.length === 0 &&
    draft.attachments.length === 0
  )
}

/** The content of a deferred message. */
export const emptyDraft: MessageDraft = {
  content: '',
  embeds: [],
  components: [],
  attachments: [],
  flags: 0,
  allowedMentions: undefined,
  tts: false,
  nonce: null,
  enforceNonce: false,
  reference: null,
}

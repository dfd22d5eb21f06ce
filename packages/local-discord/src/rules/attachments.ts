import { RESTJSONErrorCodes } from 'discord-api-types/v10'
import { z } from 'zod'
import { textOf } from './text.ts'
import { discordError, invalidForm } from '../discord-error.ts'
import { parseForm, withoutNulls } from './form.ts'

/** https://docs.discord.com/developers/reference#uploading-files */
export const DEFAULT_FILE_LIMIT = 10 * 1024 * 1024
/** https://docs.discord.com/developers/resources/message#create-message: the whole request, in bytes. */
export const MAX_REQUEST = 25 * 1024 * 1024
const MAX_FILES = 10

/** A file of a request, as it came in the part `files[key]`. */
export interface Upload {
  readonly key: string
  readonly filename: string
  readonly bytes: Uint8Array
}

/** A file that a message should have: an upload with its description, or one it has already. */
export type WantedAttachment =
  | {
      readonly upload: Upload
      readonly filename: string
      readonly description: string | null
      readonly spoiler: boolean
    }
  | { readonly kept: string; readonly description: string | null | undefined }

const partial = z.object({
  id: z.union([z.string(), z.int()]).transform(String),
  filename: textOf(1, 1024).exactOptional(),
  description: textOf(0, 1024).exactOptional(),
  title: textOf(0, 1024).exactOptional(),
  is_spoiler: z.boolean().exactOptional(),
})

/**
 * Matches `attachments` against the uploads and the files that the message has already. Uploads that it does not name
 * are added too. If it is given, existing files that it does not name are removed
 * (https://docs.discord.com/developers/resources/message#edit-message).
 */
export function wantedAttachments(
  json: unknown,
  uploads: readonly Upload[],
  existing: readonly { readonly id: string }[],
): readonly WantedAttachment[] {
  const listed =
    json === undefined || json === null ? null : parseForm(z.array(partial), withoutNulls(json), ['attachments'])
  const wanted: WantedAttachment[] = []
  const named = new Set<string>()
  if (listed === null) wanted.push(...existing.map(({ id }) => ({ kept: id, description: undefined })))
  for (const [index, entry] of (listed ?? []).entries()) {
    const upload = uploads.find(({ key }) => key === entry.id)
    if (upload !== undefined) {
      named.add(upload.key)
      wanted.push({
        upload,
        filename: entry.filename ?? upload.filename,
        description: entry.description ?? null,
        spoiler: entry.is_spoiler ?? false,
      })
    } else if (existing.some(({ id }) => id === entry.id)) {
      wanted.push({ kept: entry.id, description: entry.description })
    } else {
      throw invalidForm([
        {
          path: ['attachments', index, 'id'],
          code: 'ATTACHMENT_NOT_FOUND',
          message: `Attachment data was not found for id ${entry.id}`,
        },
      ])
    }
  }
  for (const upload of uploads) {
    if (!named.has(upload.key)) wanted.push({ upload, filename: upload.filename, description: null, spoiler: false })
  }
  if (wanted.length > MAX_FILES) {
    throw invalidForm([
      { path: ['attachments'], code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${MAX_FILES} or fewer in length.` },
    ])
  }
  return wanted
}

/** 40005 if a file is over the limit. */
export function checkFileSizes(uploads: readonly Upload[], limit: number): void {
  if (uploads.some(({ bytes }) => bytes.byteLength > limit)) {
    throw discordError(RESTJSONErrorCodes.RequestEntityTooLarge)
  }
}

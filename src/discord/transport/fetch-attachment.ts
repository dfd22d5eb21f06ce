import { UserError } from '#src/errors.ts'
import { optionRefused } from '#src/messages/option-refusals.ts'

/** What is known of an attachment before its bytes. */
export interface AttachmentFacts {
  readonly url: string
  readonly name: string
  /** Bytes, as Discord says. */
  readonly size: number
  /** A picture's longer side in pixels, where Discord says it. */
  readonly longest?: number
}

export type FetchAttachment = (attachment: AttachmentFacts) => Promise<Uint8Array>

export interface FetchOptions {
  /** Where attachments may come from: the media hosts of the API that the bot talks to. */
  readonly origins: readonly string[]
  /** Bytes that are read at most. */
  readonly maxBytes: number
  /** Milliseconds for the whole download. */
  readonly timeout: number
  readonly fetch: typeof fetch
}

/** Discord's own media hosts; the latter two keep its copies of linked pictures. */
export const discordMedia = [
  'https://cdn.discordapp.com',
  'https://media.discordapp.net',
  'https://images-ext-1.discordapp.net',
  'https://images-ext-2.discordapp.net',
] as const

/**
 * Fetches attachments of commands, at the moment they are accepted: signed links do not live long.
 *
 * Only from the media hosts named, following no redirect away from them, and never more than `maxBytes` whatever
 * the server says of the length. What the bytes are is looked at by the decoder, not here.
 * @throws UserError `attachment-elsewhere`, `attachment-too-large`, `attachment-gone`.
 */
export function createFetchAttachment({ origins, maxBytes, timeout, fetch }: FetchOptions): FetchAttachment {
  const megabytes = `${Math.floor(maxBytes / 1e6)} MB`
  const tooLarge = (attachment: AttachmentFacts): UserError =>
    new UserError('attachment-too-large', optionRefused.attachmentTooLarge(attachment.name, megabytes), {
      size: attachment.size,
      maxBytes,
    })
  return async (attachment) => {
    const { url, name, size } = attachment
    if (!URL.canParse(url) || !origins.includes(new URL(url).origin))
      throw new UserError('attachment-elsewhere', optionRefused.attachmentElsewhere(name), {
        url,
      })
    if (size > maxBytes) throw tooLarge(attachment)
    const signal = AbortSignal.timeout(timeout)
    const response = await fetch(url, { redirect: 'error', signal }).catch((cause: unknown) => {
      throw gone(name, cause)
    })
    if (!response.ok || response.body === null) throw gone(name, response.status)
    const chunks: Uint8Array[] = []
    let length = 0
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      length += chunk.byteLength
      if (length > maxBytes) throw tooLarge(attachment)
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  }
}

const gone = (name: string, cause: unknown): UserError =>
  new UserError('attachment-gone', optionRefused.attachmentGone(name), {}, { cause })

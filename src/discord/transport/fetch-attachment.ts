import { UserError } from '#src/errors.ts'
import { optionRefused } from '#src/messages/option-refusals.ts'

/** What is known of an attachment before it is fetched. */
export interface AttachmentFacts {
  readonly url: string
  readonly name: string
  /** Bytes, as Discord gives them. */
  readonly size: number
  /** A picture's longer side in pixels, where Discord gives it. */
  readonly longestSide?: number
}

export type FetchAttachment = (attachment: AttachmentFacts) => Promise<Uint8Array>

export interface FetchOptions {
  /** The origins that attachments may come from: the media hosts of the API that the bot talks to. */
  readonly origins: readonly string[]
  /** The most bytes that are read. */
  readonly maxBytes: number
  /** Milliseconds for the whole download. */
  readonly timeout: number
  readonly fetch: typeof fetch
}

/** Discord's own media hosts. The last two serve its copies of linked pictures. */
export const discordMedia = [
  'https://cdn.discordapp.com',
  'https://media.discordapp.net',
  'https://images-ext-1.discordapp.net',
  'https://images-ext-2.discordapp.net',
] as const

/**
 * Fetches attachments at the moment a command is accepted, because signed links expire soon.
 *
 * It reads only from the given origins, follows no redirect, and never reads more than `maxBytes`, whatever length the
 * server claims. The decoder finds out what the bytes are.
 *
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

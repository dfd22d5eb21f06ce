import { UserError } from '#src/errors.ts'
import { joinBytes } from '#src/join-bytes.ts'
import { optionRefused as words } from '#src/messages/option-refusals.ts'
import { fill } from '#src/messages/template.ts'

/** The facts about an attachment before it is fetched. */
export interface AttachmentFacts {
  readonly url: string
  /** Discord's own copy of it, where it is a link to somewhere else. */
  readonly proxyUrl?: string
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
  /** The maximum number of bytes that are read. */
  readonly maxBytes: number
  /** Milliseconds for the whole download, for each of two attempts. */
  readonly timeout: number
  /** Milliseconds without a byte after which an attempt is given up. */
  readonly stall: number
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
 * server claims. A download that breaks off or stalls is tried once more. The decoder finds out what the bytes are.
 *
 * @throws UserError `attachment-elsewhere`, `attachment-too-large`, `attachment-gone`.
 */
export function createFetchAttachment(options: FetchOptions): FetchAttachment {
  const { origins, maxBytes } = options
  const isServed = (url: string): boolean => URL.canParse(url) && origins.includes(new URL(url).origin)
  return async (attachment) => {
    const { name, size } = attachment
    const url = [attachment.url, attachment.proxyUrl].find((one) => one !== undefined && isServed(one))
    // A link may contain secrets in its path and its query. Its host is enough for the log.
    if (url === undefined)
      throw new UserError('attachment-elsewhere', fill(words.attachmentElsewhere, { name }), {
        host: hostOf(attachment.url),
      })
    if (size > maxBytes) throw tooLarge(attachment, maxBytes)
    const download = (): Promise<Uint8Array> => downloadOnce(url, attachment, options)
    return download().catch((error: unknown) => {
      if (error instanceof UserError) throw error
      return download().catch((again: unknown) => {
        throw again instanceof UserError ? again : gone(name, again)
      })
    })
  }
}

/** Rejects with a UserError if another attempt would fail in the same way, and with another error if it might not. */
async function downloadOnce(
  url: string,
  attachment: AttachmentFacts,
  { maxBytes, timeout, stall, fetch }: FetchOptions,
): Promise<Uint8Array> {
  const stalled = new AbortController()
  const restart = (): NodeJS.Timeout => setTimeout(() => stalled.abort(new Error('The download stalls')), stall)
  let timer = restart()
  try {
    const signal = AbortSignal.any([stalled.signal, AbortSignal.timeout(timeout)])
    const response = await fetch(url, { redirect: 'error', signal })
    if (response.status >= 500) throw new Error(`The server answered with ${response.status}`)
    if (!response.ok || response.body === null) throw gone(attachment.name, response.status)
    const chunks: Uint8Array[] = []
    let length = 0
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      clearTimeout(timer)
      timer = restart()
      length += chunk.byteLength
      if (length > maxBytes) throw tooLarge(attachment, maxBytes)
      chunks.push(chunk)
    }
    return await joinBytes(chunks)
  } finally {
    clearTimeout(timer)
  }
}

const tooLarge = ({ name, size }: AttachmentFacts, maxBytes: number): UserError =>
  new UserError(
    'attachment-too-large',
    fill(words.attachmentTooLarge, { name, megabytes: Math.floor(maxBytes / 1e6) }),
    {
      size,
      maxBytes,
    },
  )

const gone = (name: string, cause: unknown): UserError =>
  new UserError('attachment-gone', fill(words.attachmentGone, { name }), {}, { cause })

const hostOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).host : undefined)

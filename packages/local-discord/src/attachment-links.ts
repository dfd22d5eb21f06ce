import { createHmac, timingSafeEqual } from 'node:crypto'
import type { APIAttachment, AttachmentFlags } from 'discord-api-types/v10'
import type { Clock } from '@duckrabbit/clock'
import type { StoredAttachment } from './world-types.ts'

/** How long a link to an attachment lives, in milliseconds. */
const LINK_LIFETIME = 24 * 60 * 60 * 1000
// oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- numbers of the API's own, checked when they came in
const IS_SPOILER: AttachmentFlags = 8

/**
 * Makes links to attachments. They are signed and valid for a day, like those of Discord's CDN
 * (https://docs.discord.com/developers/reference#signed-attachment-cdn-urls).
 */
export interface AttachmentLinks {
  /** An attachment as the API shows it, with links below `origin` signed at this moment. */
  show(attachment: StoredAttachment, origin: string): APIAttachment
  /** Whether the `ex`, `is` and `hm` of a link are valid and not expired. */
  verify(path: string, query: URLSearchParams): boolean
}

export function createAttachmentLinks(clock: Clock, secret: Uint8Array, applicationId: string): AttachmentLinks {
  const sign = (path: string, issued: string, expires: string) =>
    createHmac('sha256', secret).update(`${path}|${issued}|${expires}`).digest('hex')

  return {
    show(attachment, origin) {
      const folder = attachment.ephemeral ? 'ephemeral-attachments' : 'attachments'
      const place = attachment.ephemeral ? applicationId : attachment.channelId
      const path = `/${folder}/${place}/${attachment.id}/${encodeURIComponent(attachment.filename)}`
      const now = clock.now()
      const issued = Math.floor(now / 1000).toString(16)
      const expires = Math.floor((now + LINK_LIFETIME) / 1000).toString(16)
      const url = `${origin}${path}?ex=${expires}&is=${issued}&hm=${sign(path, issued, expires)}`
      return {
        id: attachment.id,
        filename: attachment.filename,
        size: attachment.bytes.byteLength,
        url,
        proxy_url: url,
        content_type: attachment.contentType,
        ...attachment.size,
        ...(attachment.description === null ? {} : { description: attachment.description }),
        ...(attachment.ephemeral ? { ephemeral: true } : {}),
        ...(attachment.spoiler ? { flags: IS_SPOILER } : {}),
      }
    },
    verify(path, query) {
      const [expires, issued, signature] = [query.get('ex'), query.get('is'), query.get('hm')]
      if (expires === null || issued === null || signature === null) return false
      const wanted = Buffer.from(sign(path, issued, expires))
      const given = Buffer.from(signature)
      if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return false
      return Number.parseInt(expires, 16) * 1000 > clock.now()
    },
  }
}

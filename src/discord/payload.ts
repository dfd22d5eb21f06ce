import { type APIMessageTopLevelComponent, MessageFlags } from 'discord.js'

/** A file on its way to Discord. */
export interface OutgoingFile {
  /** As components name it: `attachment://name`. */
  readonly name: string
  readonly data: Uint8Array
  readonly spoiler?: boolean
}

/** A message as data: Components V2 and the files that they show. */
export interface Payload {
  readonly components: readonly APIMessageTopLevelComponent[]
  readonly files: readonly OutgoingFile[]
}

/** Discord's bounds on one message. */
export const limits = {
  files: 10,
  /** Bytes of one whole request. */
  request: 25 * 1024 * 1024,
  /** Characters of one picture's alt text. */
  altText: 1024,
  galleryItems: 10,
  /** Characters of all texts of one message together. */
  text: 4000,
} as const

/**
 * The JSON body of a message. Attachments that an edited message had before and that are not among `files` are
 * removed by Discord, so a new preview takes the place of the last one. Mentions in a prompt wake nobody.
 */
export function toBody(payload: Payload) {
  return {
    flags: MessageFlags.IsComponentsV2,
    components: [...payload.components],
    attachments: payload.files.map((file, index) => ({
      id: String(index),
      filename: file.name,
      ...(file.spoiler === true ? { is_spoiler: true } : {}),
    })),
    allowed_mentions: { parse: [] },
  }
}

/** The files as discord.js's REST client takes them; their order is the order of `attachments`. */
export function toRawFiles(payload: Payload) {
  return payload.files.map((file) => ({ name: file.name, data: Buffer.from(file.data) }))
}

import { type APIMessageTopLevelComponent, MessageFlags } from 'discord.js'
import { withinText } from './text-budget.ts'

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

/**
 * The JSON body of a message. Attachments that an edited message had before and that are not among `files` are
 * removed by Discord, so a new preview takes the place of the last one. Mentions in a prompt wake nobody.
 */
export function toBody(payload: Payload) {
  return {
    flags: MessageFlags.IsComponentsV2,
    components: withinText(payload.components),
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

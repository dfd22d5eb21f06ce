import { type APIMessageTopLevelComponent, MessageFlags } from 'discord.js'
import { withinTextLimit } from './text-budget.ts'

/** A file to be sent to Discord. */
export interface OutgoingFile {
  /** The name that components use for it: `attachment://name`. */
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
 * The JSON body of a message. When a message is edited, Discord removes the attachments that `files` does not list, so
 * a new preview replaces the last one. Mentions inside prompts notify nobody.
 */
export function toBody(payload: Payload) {
  return {
    flags: MessageFlags.IsComponentsV2,
    components: withinTextLimit(payload.components),
    attachments: payload.files.map((file, index) => ({
      id: String(index),
      filename: file.name,
      ...(file.spoiler === true ? { is_spoiler: true } : {}),
    })),
    allowed_mentions: { parse: [] },
  }
}

/** The files as discord.js's REST client takes them, in the order of `attachments`. */
export function toRawFiles(payload: Payload) {
  return payload.files.map(({ name, data: { buffer, byteOffset, byteLength } }) => ({
    name,
    data: Buffer.from(buffer, byteOffset, byteLength),
  }))
}
